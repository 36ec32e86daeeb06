import { Plural, Trans } from '@lingui/react/macro';
import type { ProjectForViewer } from '@skilltrace/contract';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { StatusBadge } from './status-badge.tsx';

// With a dot before it, except on a phone, where it may be on its own line.
const fact = "before:me-2 before:content-['·'/''] max-sm:before:hidden";

/** Under the heading of a project: its status, its Tech Lead and the number of members. */
export function ProjectFacts({ project: { status, techLead, memberCount, completedAt } }: { project: ProjectForViewer }) {
  const { name: leadName } = techLead;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge status={status} />
      <span>
        <Trans>
          Tech Lead: <UserText>{leadName}</UserText>
        </Trans>
      </span>
      {status === 'active' ? (
        <span className={fact}>
          <Plural value={memberCount} one="# member" other="# members" />
        </span>
      ) : completedAt === null ? (
        <span className={fact}>
          <Trans>No active members while archived</Trans>
        </span>
      ) : (
        <span className={fact}>
          <Trans>
            Completed <RelativeTime at={completedAt} />
          </Trans>
        </span>
      )}
    </span>
  );
}
