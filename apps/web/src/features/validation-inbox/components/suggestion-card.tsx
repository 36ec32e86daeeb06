import type { InboxSuggestion, ProficiencyLevel } from '@skilltrace/contract';
import { memo, type ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { originInWords, rejectionInWords } from '../waiting/evidence-words.ts';
import { EvidenceLine } from './evidence.tsx';
import { RecentWork } from './recent-work.tsx';

export interface SuggestionCardProps {
  profileId: number;
  suggestion: InboxSuggestion;
  isCurrent: boolean;
  isSelected: boolean;
  /** What was decided and did not reach the server: "approved". */
  unsent: string | undefined;
  onOpen: (id: number) => void;
  onToggle: (id: number) => void;
  /** The levels, where it is the current one. */
  levels: ReactNode;
}

/** Identifies what a rejection does, for the button that does it. */
export const rejectionHintId = (id: number) => `rejection-of-${id}`;

/**
 * One suggestion with its evidence; the current one with its levels and the recent work as well. Made anew only where it
 * changes: a decision is about one of many.
 */
export const SuggestionCard = memo(function SuggestionCard(props: SuggestionCardProps) {
  const { profileId, suggestion, isCurrent, isSelected, unsent, onOpen, onToggle, levels } = props;
  const { id, skillName, suggestedProficiency, currentProficiency, evidence } = suggestion;
  const rejection = rejectionInWords(suggestion);
  return (
    <article
      aria-label={isolate(skillName)}
      aria-current={isCurrent || undefined}
      className={cx(
        'relative flex gap-3 border-b border-line px-4 py-3',
        isCurrent ? 'bg-surface shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-surface',
      )}
    >
      <label className="relative z-10 -m-1.5 grid size-8 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={isSelected}
          onChange={() => onToggle(id)}
          aria-label={`Select ${isolate(skillName)}`}
        />
      </label>
      <div className="grid min-w-0 grow justify-items-start gap-2">
        <div className="flex max-w-full flex-wrap items-baseline gap-x-3">
          <h3 className="font-semibold wrap-anywhere">
            {isCurrent ? (
              <UserText>{skillName}</UserText>
            ) : (
              <button type="button" className="text-left font-medium after:absolute after:inset-0" onClick={() => onOpen(id)}>
                <UserText>{skillName}</UserText>
              </button>
            )}
          </h3>
          <p className="text-sm text-ink-muted">
            <Sentence>{originInWords(suggestion)}</Sentence>
          </p>
          {unsent !== undefined && <Badge tone="failed">{unsent}, not sent</Badge>}
        </div>
        {isCurrent ? (
          <div className="flex max-w-full flex-wrap items-center gap-2 text-xs">
            <Change from={currentProficiency} />
            {levels}
          </div>
        ) : (
          <p className="text-xs">
            <Change from={currentProficiency} /> <span className="font-medium">{suggestedProficiency}</span>
          </p>
        )}
        <div className="relative z-10 max-w-full">
          <EvidenceLine profileId={profileId} suggestion={suggestion} />
        </div>
        {isCurrent && <RecentWork recent={evidence.recent} skillName={skillName} />}
        {isCurrent && rejection !== undefined && (
          <p id={rejectionHintId(id)} className="text-sm text-ink-faint">
            {rejection}
          </p>
        )}
      </div>
    </article>
  );
});

const Change = ({ from }: { from: ProficiencyLevel | null }) => (
  <span className="text-ink-muted">
    {from ?? 'Not validated'} <span aria-hidden="true">→</span>
    <span className="sr-only">, suggested</span>
  </span>
);
