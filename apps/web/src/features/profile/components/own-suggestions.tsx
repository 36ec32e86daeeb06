import type { Suggestion } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';
import { useOwnSuggestions } from '../api/list-suggestions.ts';
import { originInWords, outcomeInWords } from '../outcome-in-words.ts';

const TONES: Record<Suggestion['status'], BadgeTone> = { PENDING: 'waiting', APPROVED: 'decided', ADJUSTED: 'decided', REJECTED: 'failed' };

/** Everything that was suggested about oneself, newest first, with what became of it, by whom and when. */
export function OwnSuggestions() {
  const suggestions = useOwnSuggestions();
  return (
    <Section title="My suggestions and their outcomes">
      <div className="-my-2">
        <InfiniteList
          query={suggestions}
          label="My suggestions"
          itemKey={({ id }) => id}
          estimatedHeight={57}
          empty={
            <p className="text-ink-muted">
              None yet. What you report, and what comes up for re-validation, is listed here with its outcome.
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
        <Badge tone={TONES[status]}>{outcomeInWords(suggestion) ?? 'Pending'}</Badge>
        {resolvedAt !== null && (
          <span>
            {resolvedBy && <Sentence>{`by ${isolate(resolvedBy.name)} · `}</Sentence>}
            <RelativeTime at={resolvedAt} />
          </span>
        )}
      </p>
    </div>
  );
}
