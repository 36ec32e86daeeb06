import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Assignment, ProjectWithMembers } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { dateInWords } from '#lib/format/time.ts';
import { usePastAssignments } from '../api/past-assignments.ts';
import { mayOpenPerson, type ProjectPermissions } from '../project-permissions.ts';

/** The former members. Assignments end, but are never deleted. */
export function PastMembers({ project, permissions }: { project: ProjectWithMembers; permissions: ProjectPermissions }) {
  const query = usePastAssignments(project.id);
  const past = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const isActive = project.status === 'active';
  // An active project usually has none, so a placeholder would appear and disappear again.
  if (isActive && past.length === 0) return null;
  return (
    <Section title={isActive ? t`Former members` : t`Members`}>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SkeletonRows rows={3} />
      ) : past.length === 0 ? (
        <p className="text-ink-muted">
          <Trans>This project had no members.</Trans>
        </p>
      ) : (
        <ul aria-label={isActive ? t`Former members` : t`Members`} className="-my-2 divide-y divide-line">
          {past.map((assignment) => (
            <Past key={assignment.id} assignment={assignment} mayOpen={mayOpenPerson(permissions, assignment.profileId)} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button className="mt-4" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </Section>
  );
}

function Past({ assignment: { profileId, name, role, startedAt, endedAt }, mayOpen }: { assignment: Assignment; mayOpen: boolean }) {
  const startDate = dateInWords(startedAt);
  const endDate = endedAt === null ? undefined : dateInWords(endedAt);
  return (
    <li className="flex flex-wrap justify-between gap-x-4 py-2">
      <span>
        {mayOpen ? (
          <Link to={paths.profile} params={{ personId: profileId }} className="inline-block py-0.5 hover:underline">
            <UserText>{name}</UserText>
          </Link>
        ) : (
          <UserText>{name}</UserText>
        )}
        <span className="text-ink-faint">
          {' '}
          · <UserText>{role}</UserText>
        </span>
      </span>
      <span className="text-sm text-ink-muted tabular-nums">
        {endDate === undefined ? t`Since ${startDate}` : t`${startDate} – ${endDate}`}
      </span>
    </li>
  );
}
