import { Trans } from '@lingui/react/macro';
import type { ProfileItem } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';

/** A person in the list. The whole row links to their profile. */
export function PersonRow({ person }: { person: ProfileItem }) {
  return (
    <Link
      to={paths.profile}
      params={{ personId: person.id }}
      className="flex min-h-12 items-center gap-3 border-b border-line in-[li:last-child]:border-b-0 bg-surface px-4 py-1.5 -outline-offset-2 hover:bg-sunken"
    >
      <Avatar name={person.name} src={person.avatarUrl} />
      <span className="grid min-w-0 grow gap-x-4 md:grid-cols-2 lg:grid-cols-3 lg:items-center">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">
            <UserText>{person.name}</UserText>
          </span>
          {!person.isActive && (
            <Badge>
              <Trans>Former</Trans>
            </Badge>
          )}
          {person.isAdmin === true && (
            <Badge>
              <Trans>Admin</Trans>
            </Badge>
          )}
        </span>
        {person.title !== null && (
          <span className="truncate text-ink-muted">
            <UserText>{person.title}</UserText>
          </span>
        )}
        {person.email !== undefined && (
          <span className="truncate text-ink-faint max-lg:hidden">
            <UserText>{person.email}</UserText>
          </span>
        )}
      </span>
    </Link>
  );
}
