import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { InboxSuggestion, ProficiencyLevel } from '@skilltrace/contract';
import { memo, type ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { originInWords, rejectionInWords } from '../waiting/evidence-words.ts';
import { EvidenceLine } from './evidence.tsx';
import { RecentWork } from './recent-work.tsx';

export interface SuggestionCardProps {
  profileId: number;
  suggestion: InboxSuggestion;
  isCurrent: boolean;
  isSelected: boolean;
  /** A decision that did not reach the server: "Approved, not sent". */
  unsent: string | undefined;
  onOpen: (id: number) => void;
  onToggle: (id: number) => void;
  /** The level control, if this is the current suggestion. */
  levels: ReactNode;
  /** The field for a comment, if this is the current suggestion and the field is open. */
  comment: ReactNode;
  /** The other projects that list this suggestion, as a text. Empty if there are none. */
  alsoIn: string;
}

/** The id of the note about the side effect of a rejection, for the button that rejects. */
export const rejectionHintId = (id: number) => `rejection-of-${id}`;

/**
 * One suggestion with its evidence. The current one also shows the level control and the recent work. Memoized, because a
 * decision changes one of many.
 */
export const SuggestionCard = memo(function SuggestionCard(props: SuggestionCardProps) {
  const { profileId, suggestion, isCurrent, isSelected, unsent, onOpen, onToggle, levels, comment, alsoIn } = props;
  const { id, skillName, suggestedProficiency, currentProficiency, evidence } = suggestion;
  const rejection = rejectionInWords(suggestion);
  const skill = isolate(skillName);
  return (
    <article
      aria-label={skill}
      aria-current={isCurrent || undefined}
      className={cx(
        'relative flex gap-3 border-b border-line px-4 py-3',
        isCurrent
          ? 'bg-surface shadow-[inset_2px_0_0_var(--color-accent)] rtl:shadow-[inset_-2px_0_0_var(--color-accent)]'
          : 'hover:bg-surface',
      )}
    >
      <label className="relative z-10 -m-1.5 grid size-8 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={isSelected}
          onChange={() => onToggle(id)}
          aria-label={t`Select ${skill}`}
        />
      </label>
      <div className="grid min-w-0 grow justify-items-start gap-2">
        <div className="flex max-w-full flex-wrap items-baseline gap-x-3">
          <h3 className="font-semibold wrap-anywhere">
            {isCurrent ? (
              <UserText>{skillName}</UserText>
            ) : (
              <button
                type="button"
                className="min-h-6 min-w-6 text-start font-medium after:absolute after:inset-0"
                onClick={() => onOpen(id)}
              >
                <UserText>{skillName}</UserText>
              </button>
            )}
          </h3>
          <p className="text-sm text-ink-muted">
            <Sentence>{originInWords(suggestion)}</Sentence>
          </p>
          {alsoIn !== '' && (
            <p className="text-sm text-ink-muted">
              <Sentence>{t`Also in ${alsoIn}`}</Sentence>
            </p>
          )}
          {unsent !== undefined && <Badge tone="failed">{unsent}</Badge>}
        </div>
        {isCurrent ? (
          <div className="flex max-w-full flex-wrap items-center gap-2 text-xs">
            <Change from={currentProficiency} />
            {levels}
          </div>
        ) : (
          <p className="text-xs">
            <Change from={currentProficiency} /> <span className="font-medium">{levelName(suggestedProficiency)}</span>
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
        {comment}
      </div>
    </article>
  );
});

const Change = ({ from }: { from: ProficiencyLevel | null }) => (
  <span className="text-ink-muted">
    {from === null ? <Trans>Not validated</Trans> : levelName(from)}{' '}
    <span aria-hidden="true" className="inline-block rtl:-scale-x-100">
      →
    </span>
    <span className="sr-only">
      <Trans>Suggested level:</Trans>
    </span>
  </span>
);
