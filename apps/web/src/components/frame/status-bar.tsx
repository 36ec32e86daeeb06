import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { useEffect, useState } from 'react';
import { Sentence } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { closeStatus, runStatusAction, useStatus, type ShownStatus } from '#lib/status.ts';

const USUAL_MS = 6_000;
const STEP_MS = 200;

/** The bar at the bottom that shows the last status (`showStatus`). It is always in the document, so that screen readers announce it. */
export function StatusBar() {
  const status = useStatus();
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex justify-center px-4 print:hidden">
      <div role="status" aria-live="polite" className="contents">
        {status && <Shown key={status.id} status={status} />}
      </div>
    </div>
  );
}

function Shown({ status: { id, text, tone = 'neutral', action, forMs = USUAL_MS, isCountedDown } }: { status: ShownStatus }) {
  const [left, setLeft] = useState(forMs);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setInterval(() => setLeft((before) => before - STEP_MS), STEP_MS);
    return () => clearInterval(timer);
  }, [isHeld]);
  useEffect(() => {
    if (left <= 0) closeStatus(id);
  }, [left, id]);
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const hold = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  return (
    <div
      {...hold}
      className="pointer-events-auto flex min-h-10 animate-appear items-center gap-3 rounded bg-ink py-1 pe-1 ps-4 text-canvas"
    >
      <span
        aria-hidden="true"
        className={cx('size-2 rounded-full', tone === 'failed' ? 'bg-failed' : tone === 'decided' ? 'bg-decided' : 'hidden')}
      />
      <span>
        <Sentence>{text}</Sentence>
      </span>
      {action && (
        <button type="button" className="rounded-sm px-2 py-1 font-medium underline underline-offset-2" onClick={() => runStatusAction(id)}>
          {action.label}
          {isCountedDown && (
            <span aria-hidden="true">
              {' '}
              <Trans comment="Seconds that remain">({seconds} s)</Trans>
            </span>
          )}
        </button>
      )}
      <button type="button" aria-label={t`Close`} className="grid size-8 place-items-center rounded-sm" onClick={() => closeStatus(id)}>
        <Cross2Icon />
      </button>
    </div>
  );
}
