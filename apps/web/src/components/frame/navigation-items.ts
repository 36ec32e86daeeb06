import { t } from '@lingui/core/macro';
import {
  BarChartIcon,
  ChatBubbleIcon,
  CubeIcon,
  EnvelopeClosedIcon,
  GearIcon,
  LayersIcon,
  MagnifyingGlassIcon,
  PersonIcon,
  TableIcon,
} from '@radix-ui/react-icons';
import type { Session } from '@skilltrace/contract';
import type { ComponentType } from 'react';
import { paths } from '#config/paths.ts';
import { mayOpenAdmin, mayOpenInbox, mayOpenOrganization } from '#lib/session/may-open.ts';

export interface NavigationItem {
  label: string;
  icon: ComponentType;
  to: (typeof paths)[keyof typeof paths];
  params?: Record<string, number>;
  /** Whether the page at an address belongs to this item. */
  isAt: (pathname: string) => boolean;
}

const isAtOrBelow = (path: string) => (pathname: string) => pathname === path || pathname.startsWith(`${path}/`);

/** The items of the navigation that this person may open, top to bottom. */
export function navigationItems(session: Session): NavigationItem[] {
  const ownSkills = `/people/${session.profile.id}/skills`;
  const items: (NavigationItem | false)[] = [
    {
      label: t`My skills`,
      icon: BarChartIcon,
      to: paths.skillTracker,
      params: { personId: session.profile.id },
      isAt: isAtOrBelow(ownSkills),
    },
    mayOpenInbox(session) && { label: t`Inbox`, icon: EnvelopeClosedIcon, to: paths.inbox, isAt: isAtOrBelow(paths.inbox) },
    { label: t`Projects`, icon: CubeIcon, to: paths.projects, isAt: isAtOrBelow(paths.projects) },
    { label: t`Skills matrix`, icon: TableIcon, to: paths.skillsMatrix, isAt: isAtOrBelow(paths.skillsMatrix) },
    { label: t`Who knows…`, icon: MagnifyingGlassIcon, to: paths.whoKnows, isAt: isAtOrBelow(paths.whoKnows) },
    { label: t`Mentorship`, icon: ChatBubbleIcon, to: paths.mentorship, isAt: isAtOrBelow(paths.mentorship) },
    {
      label: t`People`,
      icon: PersonIcon,
      to: paths.people,
      isAt: (pathname) => isAtOrBelow(paths.people)(pathname) && !isAtOrBelow(ownSkills)(pathname),
    },
    mayOpenOrganization(session) && {
      label: t`Organization`,
      icon: LayersIcon,
      to: paths.organization,
      isAt: isAtOrBelow(paths.organization),
    },
    mayOpenAdmin(session) && { label: t`Admin`, icon: GearIcon, to: paths.admin, isAt: isAtOrBelow(paths.admin) },
  ];
  return items.filter((item) => item !== false);
}
