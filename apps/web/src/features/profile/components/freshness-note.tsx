import { ClockIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Sentence } from '#components/ui/user-text.tsx';
import { dateInWords, exactTime } from '#lib/format/time.ts';
import type { Freshness } from '../freshness.ts';

export interface FreshnessNoteProps {
  freshness: Freshness;
  isWaiting: boolean;
  /** Who will be asked: "Tomás Herrera". */
  deciders: string;
}

/** What is going stale and what is; nothing while a validation is fresh. `isWaiting`: a suggestion about it stands already. */
export function FreshnessNote({ freshness, isWaiting, deciders }: FreshnessNoteProps) {
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
          , <Sentence>{isWaiting ? 'waits for re-validation' : `goes to ${deciders} for re-validation at midnight`}</Sentence>
        </span>
      ) : (
        <span>Goes stale in {freshness.in}</span>
      )}
    </p>
  );
}
