import { ClockIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { dateInWords, exactTime } from '#lib/format/time.ts';
import type { Freshness } from '../freshness.ts';

/** What is going stale and what is; nothing while a validation is fresh. `isWaiting`: a suggestion about it is in an inbox. */
export function FreshnessNote({ freshness, isWaiting }: { freshness: Freshness; isWaiting: boolean }) {
  if (freshness.state === 'fresh') return null;
  const isStale = freshness.state === 'stale';
  return (
    <p className="flex items-center gap-1.5 text-sm text-waiting">
      {isStale ? (
        <ExclamationTriangleIcon className="shrink-0" aria-hidden="true" />
      ) : (
        <ClockIcon className="shrink-0" aria-hidden="true" />
      )}
      {isStale ? (
        <span>
          Stale since{' '}
          <time dateTime={freshness.since} title={exactTime(freshness.since)}>
            {dateInWords(freshness.since)}
          </time>
          , {isWaiting ? 'waits for re-validation' : 'goes to the inbox of a Tech Lead at midnight'}
        </span>
      ) : (
        <span>Goes stale in {freshness.in}</span>
      )}
    </p>
  );
}
