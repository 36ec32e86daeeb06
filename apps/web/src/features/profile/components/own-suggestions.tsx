import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Suggestion } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { ownSuggestionsQuery, useOwnSuggestions } from '../api/list-suggestions.ts';
import { originInWords, outcomeInWords } from '../outcome-in-words.ts';

const TONES: Record<Suggestion['status'], BadgeTone> = { PENDING: 'waiting', APPROVED: 'decided', ADJUSTED: 'decided', REJECTED: 'failed' };

/** The person's own suggestions with outcome, reviewer and time, newest first. */
export function OwnSuggestions() {
  const suggestions = useOwnSuggestions();
  return (
    <Section
      title={t`My suggestions and their outcomes`}
      actions={<DownloadCsv query={ownSuggestionsQuery()} label={t`Download my suggestions as CSV`} />}
    >
      <div className="-my-2">
        <InfiniteList
          query={suggestions}
          label={t`My suggestions`}
          itemKey={({ id }) => id}
          estimatedHeight={57}
          empty={
            <p className="text-ink-muted">
              <Trans>No suggestions yet. Skills that you report or that need re-validation are listed here with their outcome.</Trans>
            </p>
          }
          renderItem={(suggestion) => <Row suggestion={suggestion} />}
        />
      </div>
    </Section>
  );
}

function Row({ suggestion }: { suggestion: Suggestion }) {
  const { skillName, status, createdAt, resolvedAt, resolvedBy } = suggestion;
  const reviewer = resolvedBy?.name ?? '';
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
      <p>
        <span className="font-medium">
          <UserText>{skillName}</UserText>
        </span>{' '}
        <span className="text-sm text-ink-muted">
          {originInWords(suggestion)} · <RelativeTime at={createdAt} />
        </span>
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-muted sm:justify-end">
        <Badge tone={TONES[status]}>{outcomeInWords(suggestion)}</Badge>
        {resolvedAt !== null && (
          <span>
            {resolvedBy && (
              <>
                <Trans comment="Who decided a suggestion">
                  by <UserText>{reviewer}</UserText>
                </Trans>
                {' · '}
              </>
            )}
            <RelativeTime at={resolvedAt} />
          </span>
        )}
      </p>
    </div>
  );
}
