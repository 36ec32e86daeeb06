import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { InboxSuggestion, ProficiencyLevel } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { inDigits } from '#lib/format/number.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { rejectionInWords } from '../waiting/evidence-words.ts';
import { rejectionHintId } from './suggestion-card.tsx';

export interface ActionBarProps {
  suggestion: InboxSuggestion;
  /** The level that is chosen in the level control. */
  level: ProficiencyLevel;
  selected: readonly InboxSuggestion[];
  onApprove: (suggestions: readonly InboxSuggestion[]) => void;
  onReject: (suggestions: readonly InboxSuggestion[]) => void;
  onAdjust: () => void;
  onSkip: () => void;
  onClear: () => void;
}

/** The actions for the current suggestion and for the selected ones, each with its key. It does not move. */
export function ActionBar({ suggestion, level, selected, onApprove, onReject, onAdjust, onSkip, onClear }: ActionBarProps) {
  const isAdjusted = level !== suggestion.suggestedProficiency;
  const adjustedLevel = levelName(level);
  const count = inDigits(selected.length);
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-b border border-line bg-surface px-4 py-3">
      <Button variant={isAdjusted ? 'secondary' : 'primary'} aria-keyshortcuts="a" onClick={() => onApprove([suggestion])}>
        <Key>A</Key> <Trans>Approve</Trans>
      </Button>
      <Button variant={isAdjusted ? 'primary' : 'secondary'} aria-keyshortcuts="e" onClick={onAdjust}>
        <Key>E</Key> {isAdjusted ? t`Adjust to ${adjustedLevel}` : t`Adjust`}
      </Button>
      <Button
        aria-keyshortcuts="r"
        aria-describedby={rejectionInWords(suggestion) === undefined ? undefined : rejectionHintId(suggestion.id)}
        onClick={() => onReject([suggestion])}
      >
        <Key>R</Key> <Trans>Reject</Trans>
      </Button>
      <Button variant="quiet" aria-keyshortcuts="s" onClick={onSkip}>
        <Key>S</Key> <Trans>Skip</Trans>
      </Button>
      {selected.length > 0 ? (
        <div role="group" aria-label={t`Selected suggestions`} className="flex flex-wrap items-center gap-2 md:ms-auto">
          <span className="text-sm text-ink-muted">{selectionInWords(selected)}</span>
          <Button size="sm" aria-keyshortcuts="Shift+a" onClick={() => onApprove(selected)}>
            <Key>⇧A</Key> <Trans>Approve {count}</Trans>
          </Button>
          <Button size="sm" aria-keyshortcuts="Shift+r" onClick={() => onReject(selected)}>
            <Key>⇧R</Key> <Trans>Reject {count}</Trans>
          </Button>
          <Button size="sm" variant="quiet" onClick={onClear}>
            <Trans context="selection">Clear</Trans>
          </Button>
        </div>
      ) : (
        <p className="ms-auto flex items-center gap-1 text-xs whitespace-nowrap text-ink-faint max-xl:hidden">
          <Trans comment="Keyboard keys, each followed by its action">
            <Kbd>J</Kbd> <Kbd>K</Kbd> person <Kbd>N</Kbd> <Kbd>P</Kbd> skill <Kbd>X</Kbd> select <Kbd>?</Kbd> all keys
          </Trans>
        </p>
      )}
    </div>
  );
}

function selectionInWords(selected: readonly InboxSuggestion[]): string {
  const count = selected.length;
  const removed = selected.filter((one) => rejectionInWords(one) !== undefined).length;
  if (removed === 0) return plural(count, { one: '# selected', other: '# selected' });
  return t`${plural(count, { one: '# selected', other: '# selected' })}. Rejecting removes ${plural(removed, {
    one: '# confirmed level',
    other: '# confirmed levels',
  })}.`;
}

/** A key on its button, which is visible but not a part of the accessible name. Hidden on phones. */
const Key = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="rounded-sm border border-current px-1 text-xs leading-4 opacity-80 max-md:hidden">
    {children}
  </span>
);
