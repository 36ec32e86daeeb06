import { Cross2Icon } from '@radix-ui/react-icons';
import { memo, useEffect, useState, type ReactNode } from 'react';
import { Sentence } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { actInWords, refusalInWords, unsentInWords } from '../outbox/outbox-words.ts';
import { undoLeft, type Outbox } from '../outbox/outbox.ts';
import type { OutboxEvent } from '../outbox/step-outbox.ts';

const MOST_TOLD = 3;
const SECOND = 1_000;

export interface DecisionBarProps {
  outbox: Outbox;
  dispatch: (event: OutboxEvent) => void;
  onUndo: () => void;
}

/** Below: what was refused, what could not be sent, and the last decision as long as it can be undone. Its place is always kept. */
export const DecisionBar = memo(function DecisionBar({ outbox, dispatch, onUndo }: DecisionBarProps) {
  const { refused, unsent, waiting } = outbox;
  const last = waiting.at(-1);
  // Here, since they count as well when nothing else is left.
  useShortcuts([
    { key: 'u', does: 'Undo the last decision that was not sent yet', group: 'Inbox', run: onUndo },
    { key: 't', does: 'Send again what was not sent', group: 'Inbox', run: () => dispatch({ type: 'retry' }) },
  ]);
  return (
    <div className="flex min-h-14 flex-col items-center justify-center gap-2 py-2">
      <div role="alert" className="contents">
        {refused.length > 0 && (
          <Line tone="failed">
            <span className="min-w-0 grow basis-0">
              {refused.slice(-MOST_TOLD).map((one) => (
                <span key={one.suggestionId} className="block">
                  <Sentence>{refusalInWords(one)}</Sentence>
                </span>
              ))}
              {refused.length > MOST_TOLD && <span className="block">And {refused.length - MOST_TOLD} more before that.</span>}
            </span>
            <BarButton onClick={() => dispatch({ type: 'dismiss' })}>
              <Cross2Icon />
              <span className="sr-only">Close</span>
            </BarButton>
          </Line>
        )}
        {unsent.length > 0 && (
          <Line tone="failed">
            <span className="min-w-0 grow basis-56">
              <Sentence>{unsentInWords(unsent)}</Sentence>
            </span>
            <BarButton onClick={() => dispatch({ type: 'retry' })}>Send again</BarButton>
            <BarButton onClick={() => dispatch({ type: 'takeBack' })}>Take back</BarButton>
          </Line>
        )}
      </div>
      {last && (
        <Line
          tone="decided"
          onPointerEnter={() => dispatch({ type: 'hold' })}
          onPointerLeave={() => dispatch({ type: 'release' })}
          onFocus={() => dispatch({ type: 'hold' })}
          onBlur={() => dispatch({ type: 'release' })}
        >
          <span className="grow">
            <Sentence>{actInWords(last.decisions)}</Sentence>
          </span>
          <BarButton onClick={onUndo}>
            Undo <Countdown key={last.key} left={() => undoLeft(outbox, last, Date.now())} />
          </BarButton>
          <BarButton onClick={() => dispatch({ type: 'close' })}>
            <Cross2Icon />
            <span className="sr-only">Send now</span>
          </BarButton>
        </Line>
      )}
    </div>
  );
});

interface LineProps {
  tone: 'decided' | 'failed';
  children: ReactNode;
  onPointerEnter?: () => void;
  onPointerLeave?: () => void;
  onFocus?: () => void;
  onBlur?: () => void;
}

const Line = ({ tone, children, ...hold }: LineProps) => (
  <div
    {...hold}
    className={cx(
      'flex min-h-10 max-w-full items-center justify-end gap-x-3 rounded bg-ink py-1 pr-1 pl-4 text-canvas',
      // Sentences and buttons, which on a phone do not fit side by side.
      tone === 'failed' && 'max-md:flex-wrap',
    )}
  >
    <span aria-hidden="true" className={cx('size-2 shrink-0 rounded-full', tone === 'failed' ? 'bg-failed' : 'bg-decided')} />
    {children}
  </div>
);

const BarButton = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <button
    type="button"
    className="min-h-8 min-w-8 shrink-0 rounded-sm px-2 font-medium underline underline-offset-2 outline-offset-0 focus-visible:outline-canvas"
    onClick={onClick}
  >
    <span className="inline-flex items-center gap-1">{children}</span>
  </button>
);

/** The seconds that are left; said once, not each of them. */
function Countdown({ left }: { left: () => number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), SECOND / 4);
    return () => clearInterval(timer);
  }, []);
  return (
    <span aria-hidden="true" className="tabular-nums">
      ({Math.ceil(left() / SECOND)} s)
    </span>
  );
}
