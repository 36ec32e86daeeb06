import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Section } from '#components/ui/section.tsx';
import { ownSuggestionsQuery, useOwnSuggestions } from '../api/list-suggestions.ts';
import { SuggestionOutcome } from './suggestion-outcome.tsx';

/** The person's own suggestions with outcome, reviewer, time and comment, newest first. */
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
          estimatedHeight={({ comment }) => (comment === null ? 57 : 80)}
          empty={
            <p className="text-ink-muted">
              <Trans>No suggestions yet. Skills that you report or that need re-validation are listed here with their outcome.</Trans>
            </p>
          }
          renderItem={(suggestion) => <SuggestionOutcome suggestion={suggestion} />}
        />
      </div>
    </Section>
  );
}
