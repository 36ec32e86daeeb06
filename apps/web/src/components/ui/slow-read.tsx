import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { cx } from '#lib/cx.ts';
import { Button } from './button.tsx';
import { Spinner } from './spinner.tsx';

const SLOW_AFTER_MS = 1_000;

export interface SlowReadProps {
  /** False after the person canceled the read. */
  isLoading: boolean;
  onCancel: () => void;
  onLoad: () => void;
  /** In a line of its own. Otherwise it is over the placeholder, so that nothing moves when it appears. */
  isInline?: boolean;
}

/** Says after one second that a read is still running, with a button to cancel it and then to load it after all. */
export function SlowRead({ isLoading, onCancel, onLoad, isInline = false }: SlowReadProps) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const isShown = isSlow || !isLoading;
  const isOver = isLoading && !isInline;
  return (
    <div className={isOver ? 'relative z-10 h-0' : undefined}>
      <div
        className={cx(
          isShown && 'flex flex-wrap items-center gap-x-3 gap-y-1',
          isShown && (isOver ? 'absolute top-0 start-0 rounded border border-line-strong bg-surface py-1 ps-3 pe-1' : 'pb-3'),
        )}
      >
        {/* Always in the document, so that screen readers announce the text, once. */}
        <div role="status" className="flex items-center gap-2 text-ink-muted">
          {isShown &&
            (isLoading ? (
              <>
                <Spinner />
                <Trans>Still loading. With many signals this can take minutes.</Trans>
              </>
            ) : (
              <Trans>Loading was canceled.</Trans>
            ))}
        </div>
        {isShown && (
          // One button, so that it keeps the focus.
          <Button size="sm" onClick={isLoading ? onCancel : onLoad}>
            {isLoading ? <Trans>Cancel</Trans> : <Trans comment="A button that loads data">Load</Trans>}
          </Button>
        )}
      </div>
    </div>
  );
}
