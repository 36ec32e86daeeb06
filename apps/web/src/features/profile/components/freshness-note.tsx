import { Trans } from '@lingui/react/macro';
import { ClockIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Sentence } from '#components/ui/user-text.tsx';
import { dateInWords, exactTime } from '#lib/format/time.ts';
import type { Freshness } from '../freshness.ts';

export interface FreshnessNoteProps {
  freshness: Freshness;
  /** A suggestion about the skill is already pending. */
  isWaiting: boolean;
  /** The Tech Leads who will be asked: "Tomás Herrera". Undefined when admins will be. */
  leads: string | undefined;
}

/** Shows that a validation is stale or soon will be. Renders nothing while it is fresh. */
export function FreshnessNote({ freshness, isWaiting, leads }: FreshnessNoteProps) {
  if (freshness.state === 'fresh') return null;
  return (
    <p className="flex items-center gap-1.5 text-sm text-waiting">
      {freshness.state === 'stale' ? (
        <>
          <ExclamationTriangleIcon className="shrink-0" aria-hidden="true" />
          <span>
            <StaleNote since={freshness.since} isWaiting={isWaiting} leads={leads} />
          </span>
        </>
      ) : (
        <>
          <ClockIcon className="shrink-0" aria-hidden="true" />
          <span>{freshness.words}</span>
        </>
      )}
    </p>
  );
}

function StaleNote({ since, isWaiting, leads }: { since: string; isWaiting: boolean; leads: string | undefined }) {
  const date = dateInWords(since);
  const time = { dateTime: since, title: exactTime(since) };
  if (isWaiting)
    return (
      <Trans>
        Stale since <time {...time}>{date}</time>. Re-validation is pending.
      </Trans>
    );
  return leads === undefined ? (
    <Trans>
      Stale since <time {...time}>{date}</time>. At midnight, an admin will be asked to re-validate it.
    </Trans>
  ) : (
    <Trans>
      Stale since <time {...time}>{date}</time>. At midnight, <Sentence>{leads}</Sentence> will be asked to re-validate it.
    </Trans>
  );
}
