import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { InboxSuggestion, ProficiencyLevel } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { inDigits } from '#lib/format/number.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { rejectionInWords } from '../waiting/evidence-words.ts';
import { rejectionHintId } from './suggestion-card.tsx';
import type { Selected } from './use-inbox.ts';

export interface ActionBarProps {
  suggestion: InboxSuggestion;
  /** The level that is chosen in the level control. */
  level: ProficiencyLevel;
  selected: readonly Selected[];
  onApprove: () => void;
  onReject: () => void;
  onComment: () => void;
  onApproveSelected: () => void;
  onRejectSelected: () => void;
  onAdjust: () => void;
  onSkip: () => void;
  onClear: () => void;
}

/** The actions for the current suggestion and for the selected ones, each with its key. It does not move. */
export function ActionBar(props: ActionBarProps) {
  const { suggestion, level, selected, onApprove, onReject, onAdjust, onSkip, onClear } = props;
  const isAdjusted = level !== suggestion.suggestedProficiency;
  const adjustedLevel = levelName(level);
  const isWithdrawal = rejectionInWords(suggestion) !== undefined;
  const count = inDigits(selected.length);
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-b border border-line bg-surface px-4 py-3">
      <Button variant={isAdjusted ? 'secondary' : 'primary'} aria-keyshortcuts="a" onClick={onApprove}>
        <Key>A</Key> <Trans>Approve</Trans>
      </Button>
      <Button variant={isAdjusted ? 'primary' : 'secondary'} aria-keyshortcuts="e" onClick={onAdjust}>
        <Key>E</Key> {isAdjusted ? t`Adjust to ${adjustedLevel}` : t`Adjust`}
      </Button>
      <Button aria-keyshortcuts="r" aria-describedby={isWithdrawal ? rejectionHintId(suggestion.id) : undefined} onClick={onReject}>
        <Key>R</Key> {isWithdrawal ? t`Withdraw` : t`Reject`}
      </Button>
      <Button variant="quiet" aria-keyshortcuts="c" onClick={props.onComment}>
        <Key>C</Key> <Trans>Comment</Trans>
      </Button>
      <Button variant="quiet" aria-keyshortcuts="s" onClick={onSkip}>
        <Key>S</Key> <Trans>Skip</Trans>
      </Button>
      {selected.length > 0 ? (
        <div role="group" aria-label={t`Selected suggestions`} className="flex flex-wrap items-center gap-2 md:ms-auto">
          <span className="text-sm text-ink-muted">{selectionInWords(selected)}</span>
          <Button size="sm" aria-keyshortcuts="Shift+a" onClick={props.onApproveSelected}>
            <Key>⇧A</Key> <Trans>Approve {count}</Trans>
          </Button>
          <Button size="sm" aria-keyshortcuts="Shift+r" onClick={props.onRejectSelected}>
            <Key>⇧R</Key> <Trans>Reject {count}</Trans>
          </Button>
          <Button size="sm" variant="quiet" onClick={onClear}>
            <Trans context="selection">Clear</Trans>
          </Button>
        </div>
      ) : (
        <p className="ms-auto flex items-center gap-1 text-xs whitespace-nowrap text-ink-faint max-xl:hidden">
          <Trans comment="Keyboard keys, each followed by its action">
            <Kbd>J</Kbd> <Kbd>K</Kbd> person <Kbd>X</Kbd> select <Kbd>?</Kbd> all keys
          </Trans>
        </p>
      )}
    </div>
  );
}

function selectionInWords(selected: readonly Selected[]): string {
  const count = selected.length;
  const people = new Set(selected.map(({ personName }) => personName)).size;
  const removed = selected.filter(({ suggestion }) => rejectionInWords(suggestion) !== undefined).length;
  const chosen =
    people > 1
      ? t`${plural(count, { one: '# selected', other: '# selected' })}, of ${plural(people, { one: '# person', other: '# people' })}.`
      : plural(count, { one: '# selected.', other: '# selected.' });
  if (removed === 0) return chosen;
  const consequence = plural(removed, {
    one: 'Rejecting withdraws # confirmed level.',
    other: 'Rejecting withdraws # confirmed levels.',
  });
  return [chosen, consequence].join(' ');
}

/** A key on its button, which is visible but not a part of the accessible name. Hidden on phones. */
const Key = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="rounded-sm border border-current px-1 text-xs leading-4 opacity-80 max-md:hidden">
    {children}
  </span>
);
