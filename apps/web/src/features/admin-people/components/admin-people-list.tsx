import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { ProfileItem } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { usePeople, type PeopleFilters } from '../api/list-people.ts';

export type PersonDialog = 'edit' | 'invite' | 'signOut' | 'leave' | 'return' | 'admin' | 'erase';

export interface AdminPeopleListProps {
  filters: PeopleFilters;
  /** The signed-in admin, who cannot erase this account. */
  ownId: number;
  onOpen: (dialog: PersonDialog, personId: number) => void;
  /** The button that adds a person, for the empty state. */
  add: ReactNode;
}

/** All people, each with a menu of the actions of an admin. */
export function AdminPeopleList({ filters, ownId, onOpen, add }: AdminPeopleListProps) {
  const people = usePeople(filters);
  useListKeys(t`People`, t`People`);
  return (
    <InfiniteList
      query={people}
      label={t`People`}
      itemKey={({ id }) => id}
      estimatedHeight={57}
      empty={
        filters.isActive === false && filters.search === undefined ? (
          <EmptyState title={t`No former members`}>
            <Trans>Former members are listed here. You can reactivate them.</Trans>
          </EmptyState>
        ) : (
          <EmptyState title={t`No matching people`} action={add}>
            <Trans>The search looks for parts of names and e-mail addresses, in upper or lower case.</Trans>
          </EmptyState>
        )
      }
      renderItem={(person, index) => <PersonRow isFirst={index === 0} isSelf={person.id === ownId} person={person} onOpen={onOpen} />}
    />
  );
}

interface PersonRowProps {
  isFirst: boolean;
  isSelf: boolean;
  person: ProfileItem;
  onOpen: AdminPeopleListProps['onOpen'];
}

/** Whether the person can sign in. Empty for an old response without this field. */
function SignInState({ person: { access, invitedUntil } }: { person: ProfileItem }) {
  if (access === 'active') return <Trans>Can sign in</Trans>;
  if (access === 'none') return <Trans>Not invited</Trans>;
  if (typeof invitedUntil !== 'string') return null;
  return (
    <Trans>
      Invited, expires <RelativeTime at={invitedUntil} />
    </Trans>
  );
}

function PersonRow({ isFirst, isSelf, person, onOpen }: PersonRowProps) {
  const { id, name, title, email, avatarUrl, isActive, isAdmin } = person;
  const shownName = isolate(name);
  return (
    <div
      className={cx(
        'flex min-h-14 items-center gap-3 border-x border-b border-line bg-surface px-3 py-1.5',
        isFirst && 'rounded-t border-t',
      )}
    >
      <Avatar name={name} src={avatarUrl} />
      <button
        type="button"
        className="grid min-h-8 min-w-0 grow items-center gap-x-3 rounded-sm text-start -outline-offset-2 hover:underline md:grid-cols-2"
        onClick={() => onOpen('edit', id)}
      >
        <span className="min-w-0">
          <span className="block truncate font-medium">
            <UserText>{name}</UserText>
          </span>
          {title !== null && (
            <span className="block truncate text-sm text-ink-faint">
              <UserText>{title}</UserText>
            </span>
          )}
        </span>
        <span className="text-sm wrap-anywhere text-ink-muted">
          <UserText>{email ?? ''}</UserText>
        </span>
        {isActive && (
          <span className="text-sm text-ink-faint md:hidden">
            <SignInState person={person} />
          </span>
        )}
      </button>
      {isActive && (
        <span className="w-40 shrink-0 text-end text-sm text-ink-muted max-md:hidden">
          <SignInState person={person} />
        </span>
      )}
      <span className="flex flex-wrap justify-end gap-1 md:w-20">
        {isAdmin && (
          <Badge tone="accent">
            <Trans comment="Badge: this person is an admin">Admin</Trans>
          </Badge>
        )}
        {!isActive && (
          <Badge>
            <Trans comment="Badge: this person has left the organization">Former</Trans>
          </Badge>
        )}
      </span>
      <Menu
        trigger={
          <IconButton label={t`More actions for ${shownName}`} hasTooltip={false}>
            <DotsHorizontalIcon />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => onOpen('edit', id)}>
          <Trans>Edit…</Trans>
        </MenuItem>
        {isActive && (
          <MenuItem onSelect={() => onOpen('invite', id)}>
            <Trans>Invitation link…</Trans>
          </MenuItem>
        )}
        {isActive && !isSelf && (
          <MenuItem onSelect={() => onOpen('signOut', id)}>
            <Trans>Sign out of all sessions…</Trans>
          </MenuItem>
        )}
        <MenuItem asChild>
          <Link to={paths.profile} params={{ personId: id }}>
            <Trans>Open profile</Trans>
          </Link>
        </MenuItem>
        <MenuSeparator />
        {isActive && <MenuItem onSelect={() => onOpen('admin', id)}>{isAdmin ? t`Remove admin rights…` : t`Make admin…`}</MenuItem>}
        {isActive ? (
          <MenuItem isDanger onSelect={() => onOpen('leave', id)}>
            <Trans>Deactivate…</Trans>
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => onOpen('return', id)}>
            <Trans>Reactivate…</Trans>
          </MenuItem>
        )}
        {!isSelf && (
          <MenuItem isDanger onSelect={() => onOpen('erase', id)}>
            <Trans>Erase…</Trans>
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
