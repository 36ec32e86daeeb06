import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { Spinner } from './spinner.tsx';

const SLOW_AFTER_MS = 1_000;

export interface SlowReadProps {
  /** False after the person canceled the read. */
  isLoading: boolean;
  onCancel: () => void;
  onLoad: () => void;
}

/** Says after one second that a read is still running, with a button to cancel it and then to load it after all. */
export function SlowRead({ isLoading, onCancel, onLoad }: SlowReadProps) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const isShown = isSlow || !isLoading;
  return (
    <div className={isShown ? 'flex flex-wrap items-center gap-x-3 gap-y-1 pb-3' : undefined}>
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
  );
}
