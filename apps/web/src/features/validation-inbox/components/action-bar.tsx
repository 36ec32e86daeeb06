import type { InboxSuggestion, ProficiencyLevel } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { plural } from '#lib/format/time.ts';
import { rejectionInWords } from '../waiting/evidence-words.ts';
import { rejectionHintId } from './suggestion-card.tsx';

export interface ActionBarProps {
  suggestion: InboxSuggestion;
  /** What is chosen in the levels. */
  level: ProficiencyLevel;
  selected: readonly InboxSuggestion[];
  onApprove: (suggestions: readonly InboxSuggestion[]) => void;
  onReject: (suggestions: readonly InboxSuggestion[]) => void;
  onAdjust: () => void;
  onSkip: () => void;
  onClear: () => void;
}

/** What can be done with the current suggestion, and with those that are selected; each with its key. It stays where it is. */
export function ActionBar({ suggestion, level, selected, onApprove, onReject, onAdjust, onSkip, onClear }: ActionBarProps) {
  const isAdjusted = level !== suggestion.suggestedProficiency;
  const withdrawn = selected.filter((one) => rejectionInWords(one) !== undefined).length;
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-b border border-line bg-surface px-4 py-3">
      <Button variant={isAdjusted ? 'secondary' : 'primary'} aria-keyshortcuts="a" onClick={() => onApprove([suggestion])}>
        <Key>A</Key> Approve
      </Button>
      <Button variant={isAdjusted ? 'primary' : 'secondary'} aria-keyshortcuts="e" onClick={onAdjust}>
        <Key>E</Key> {isAdjusted ? `Adjust to ${level}` : 'Adjust'}
      </Button>
      <Button
        aria-keyshortcuts="r"
        aria-describedby={rejectionInWords(suggestion) === undefined ? undefined : rejectionHintId(suggestion.id)}
        onClick={() => onReject([suggestion])}
      >
        <Key>R</Key> Reject
      </Button>
      <Button variant="quiet" aria-keyshortcuts="s" onClick={onSkip}>
        <Key>S</Key> Skip
      </Button>
      {selected.length > 0 ? (
        <div role="group" aria-label="What is selected" className="flex flex-wrap items-center gap-2 md:ml-auto">
          <span className="text-sm text-ink-muted">
            {plural(selected.length, 'selected', 'selected')}
            {withdrawn > 0 && `; rejecting withdraws ${plural(withdrawn, 'validated level')}`}
          </span>
          <Button size="sm" aria-keyshortcuts="Shift+a" onClick={() => onApprove(selected)}>
            <Key>⇧A</Key> Approve {selected.length}
          </Button>
          <Button size="sm" aria-keyshortcuts="Shift+r" onClick={() => onReject(selected)}>
            <Key>⇧R</Key> Reject {selected.length}
          </Button>
          <Button size="sm" variant="quiet" onClick={onClear}>
            Clear
          </Button>
        </div>
      ) : (
        <p className="ml-auto flex items-center gap-1 text-xs whitespace-nowrap text-ink-faint max-xl:hidden">
          <Kbd>J</Kbd> <Kbd>K</Kbd> person <Kbd>N</Kbd> <Kbd>P</Kbd> skill <Kbd>X</Kbd> select <Kbd>?</Kbd> keys
        </p>
      )}
    </div>
  );
}

/** A key on its button: part of what is seen, not of the name. Phones have none. */
const Key = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="rounded-sm border border-current px-1 text-xs leading-4 opacity-80 max-md:hidden">
    {children}
  </span>
);
