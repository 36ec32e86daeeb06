import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { Sentence } from '#components/ui/user-text.tsx';

export interface SelectionBarProps {
  /** The heading of the list that the chosen mark filters. */
  title: string;
  onShowList: () => void;
  onClear: () => void;
}

/**
 * Says which signals the chosen mark lists, while the list itself is below the window. It sticks to the lower edge of the window until
 * its own place is reached.
 */
export function SelectionBar({ title, onShowList, onClear }: SelectionBarProps) {
  return (
    <div className="sticky bottom-3 z-10 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded border border-accent bg-surface px-4 py-2">
      <p role="status" className="min-w-0 font-medium wrap-anywhere">
        <Sentence>{title}</Sentence>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onShowList}>
          <Trans>Show the list</Trans>
        </Button>
        <Button size="sm" onClick={onClear}>
          <Trans>Clear filters</Trans>
        </Button>
      </div>
    </div>
  );
}
