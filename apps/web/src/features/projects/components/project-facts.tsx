import type { ProjectWithMembers } from '@skilltrace/contract';
import { plural } from '#lib/format/time.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusBadge } from './status-badge.tsx';

/** Under the heading of a project: how it stands, who leads it, how many are on it. */
export function ProjectFacts({ project: { status, techLead, memberCount, completedAt } }: { project: ProjectWithMembers }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge status={status} />
      <span>Tech Lead {techLead.name}</span>
      <span aria-hidden="true">·</span>
      {status === 'active' ? (
        <span>{plural(memberCount, 'person is on it', 'people are on it')}</span>
      ) : completedAt === null ? (
        <span>nobody is on it while it is archived</span>
      ) : (
        <span>
          completed <RelativeTime at={completedAt} />
        </span>
      )}
    </span>
  );
}
