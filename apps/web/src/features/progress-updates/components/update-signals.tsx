import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { updateSignalsQuery } from '../api/update-signals.ts';

/** The signals that an update created. Each one is a link to the same skill on the Skill Tracker of the author. */
export function UpdateSignals({ updateId, mayOpen }: { updateId: number; mayOpen: boolean }) {
  const query = useQuery(updateSignalsQuery(updateId));
  if (query.data === undefined)
    return query.isError ? <p role="alert">{toApiProblem(query.error).detail}</p> : <Skeleton className="h-5 w-64 max-w-full" />;
  const signals = query.data.items.toSorted((one, other) => one.name.localeCompare(other.name));
  const { length: count } = signals;
  if (count === 0)
    return (
      <p className="text-ink-muted">
        <Trans>No signals: the project declared no skills when this update was posted.</Trans>
      </p>
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="text-ink-muted">
        <Plural value={count} one="# update signal:" other="# update signals:" />
      </span>
      <ul aria-label={t`Signals`} className="contents">
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
