import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { ProjectMember, ProjectWithMembers } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { Section } from '#components/ui/section.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { inDigits } from '#lib/format/number.ts';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { mayOpenPerson, type ProjectPermissions } from '../project-permissions.ts';
import { Chips } from '#components/ui/chips.tsx';
import type { OpenDialog } from './dialogs.ts';
import { assignmentsQuery } from '../api/past-assignments.ts';

export interface MembersProps {
  project: ProjectWithMembers;
  permissions: ProjectPermissions;
  onOpen: OpenDialog;
}

/** The members with their roles and tags. The Tech Lead and admins can change both and end assignments. */
export function Members({ project, permissions, onOpen }: MembersProps) {
  const { members, status } = project;
  if (status !== 'active') return null;
  const mayAssign = permissions.mayLead;
  const memberCount = inDigits(members.length);
  return (
    <Section
      title={members.length === 0 ? t`Members` : t`Members (${memberCount})`}
      actions={
        <span className="flex items-center gap-2">
          <DownloadCsv query={assignmentsQuery(project.id)} label={t`Download all assignments as CSV`} />
          {mayAssign && (
            <Button size="sm" onClick={() => onOpen('assign')}>
              <Trans>Assign person</Trans>
            </Button>
          )}
        </span>
      }
    >
      {members.length === 0 ? (
        <p className="text-ink-muted">
          {mayAssign ? (
            <Trans>No members yet. Assign the first person.</Trans>
          ) : (
            <Trans>No members yet. The Tech Lead or an admin can assign people.</Trans>
          )}
        </p>
      ) : (
        <ul aria-label={t`Members`} className="-my-3 divide-y divide-line">
          {members.map((member) => (
            <Member
              key={member.assignmentId}
              member={member}
              mayOpen={mayOpenPerson(permissions, member.profileId)}
              {...{ mayAssign, onOpen }}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface MemberProps {
  member: ProjectMember;
  mayOpen: boolean;
  mayAssign: boolean;
  onOpen: OpenDialog;
}

function Member({ member: { assignmentId, profileId, name, role, tags, startedAt }, mayOpen, mayAssign, onOpen }: MemberProps) {
  const personName = isolate(name);
  const startDate = dateInWords(startedAt);
  return (
    <li className="flex items-start gap-3 py-3">
      <Avatar name={name} />
      <div className="grid min-w-0 grow gap-1 md:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] md:gap-4">
        <div className="min-w-0">
          {mayOpen ? (
            <Link to={paths.profile} params={{ personId: profileId }} className="block truncate font-medium hover:underline">
              <UserText>{name}</UserText>
            </Link>
          ) : (
            <span className="block truncate font-medium">
              <UserText>{name}</UserText>
            </span>
          )}
          <span className="block text-sm text-ink-muted">
            <Trans>
              <UserText>{role}</UserText> <span className="text-ink-faint">since {startDate}</span>
            </Trans>
          </span>
        </div>
        {tags.length === 0 ? (
          <span className="text-sm text-ink-faint md:pt-0.5">
            <Trans>No tags</Trans>
          </span>
        ) : (
          <Chips label={t`Tags of ${personName}`} names={tags} className="content-start md:pt-0.5" />
        )}
      </div>
      {mayAssign && (
        <Menu
          trigger={
            <IconButton label={t`Change the assignment of ${personName}`}>
              <DotsHorizontalIcon />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => onOpen('tags', assignmentId)}>
            <Trans>Edit role and tags…</Trans>
          </MenuItem>
          <MenuSeparator />
          <MenuItem isDanger onSelect={() => onOpen('end', assignmentId)}>
            <Trans>End assignment…</Trans>
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
