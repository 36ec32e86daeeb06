import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { plural } from '#lib/format/time.ts';
import { updateSignalsQuery } from '../api/update-signals.ts';

/** What an update left in the ledger; each signal leads to its like on the Skill Tracker of who did it. */
export function UpdateSignals({ updateId, mayOpen }: { updateId: number; mayOpen: boolean }) {
  const query = useQuery(updateSignalsQuery(updateId));
  if (query.data === undefined)
    return query.isError ? <p role="alert">{toApiProblem(query.error).detail}</p> : <Skeleton className="h-5 w-64 max-w-full" />;
  const signals = query.data.items.toSorted((one, other) => one.name.localeCompare(other.name));
  if (signals.length === 0) return <p className="text-ink-muted">It emitted no signals: the project declared no skills then.</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="text-ink-muted">{plural(signals.length, 'update signal')}:</span>
      <ul aria-label="Signals" className="contents">
        {signals.map(({ id, skillId, name, userId }) => (
          <li key={id}>
            {mayOpen ? (
              <Link
                to={paths.skillTracker}
                params={{ personId: userId }}
                search={{ skill: skillId, range: 'all' }}
                className="inline-block py-0.5 text-update underline-offset-2 hover:underline"
              >
                <UserText>{name}</UserText>
              </Link>
            ) : (
              <span className="text-update">
                <UserText>{name}</UserText>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
