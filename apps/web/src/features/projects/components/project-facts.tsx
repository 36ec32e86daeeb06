import type { ProjectWithMembers } from '@skilltrace/contract';
import { plural } from '#lib/format/time.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { StatusBadge } from './status-badge.tsx';

// With a dot before it, unless it may stand on a line of its own, as on a phone.
const fact = "before:mr-2 before:content-['·'/''] max-sm:before:hidden";

/** Under the heading of a project: how it stands, who leads it, how many are on it. */
export function ProjectFacts({ project: { status, techLead, memberCount, completedAt } }: { project: ProjectWithMembers }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge status={status} />
      <span>
        Tech Lead <UserText>{techLead.name}</UserText>
      </span>
      {status === 'active' ? (
        <span className={fact}>{plural(memberCount, 'person is on it', 'people are on it')}</span>
      ) : completedAt === null ? (
        <span className={fact}>nobody is on it while it is archived</span>
      ) : (
        <span className={fact}>
          completed <RelativeTime at={completedAt} />
        </span>
      )}
    </span>
  );
}
