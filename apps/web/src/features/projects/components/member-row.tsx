import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { Assignment } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { Chips } from '#components/ui/chips.tsx';
import type { OpenDialog } from './dialogs.ts';

interface MemberRowProps {
  member: Assignment;
  mayOpen: boolean;
  mayAssign: boolean;
  onOpen: OpenDialog;
}

/** A member with role, tags and the menu that changes the assignment. */
export function MemberRow({
  member: { id: assignmentId, profileId, name, role, tags, startedAt },
  mayOpen,
  mayAssign,
  onOpen,
}: MemberRowProps) {
  const personName = isolate(name);
  const startDate = dateInWords(startedAt);
  return (
    <div className="flex items-start gap-3 border-b border-line py-3 in-[li:last-child]:border-b-0">
      <Avatar name={name} />
      <div className="grid min-w-0 grow grid-cols-[minmax(0,1fr)] gap-1 md:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] md:gap-4">
        <div className="min-w-0">
          {mayOpen ? (
            <Link to={paths.profile} params={{ personId: profileId }} className="block truncate py-0.5 font-medium hover:underline">
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
    </div>
  );
}
