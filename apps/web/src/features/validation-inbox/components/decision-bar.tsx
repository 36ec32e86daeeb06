import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { memo, useEffect, useState, type ReactNode } from 'react';
import { Sentence } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { actInWords, refusalInWords, unsentInWords } from '../outbox/outbox-words.ts';
import { undoLeft, type Outbox } from '../outbox/outbox.ts';
import type { OutboxEvent } from '../outbox/step-outbox.ts';

const MOST_SHOWN = 3;
const SECOND = 1_000;

export interface DecisionBarProps {
  outbox: Outbox;
  dispatch: (event: OutboxEvent) => void;
  onUndo: () => void;
}

/** Shows rejected decisions, unsent decisions, and the last decision while it can be undone. Its space is always reserved. */
export const DecisionBar = memo(function DecisionBar({ outbox, dispatch, onUndo }: DecisionBarProps) {
  const { refused, unsent, waiting } = outbox;
  const last = waiting.at(-1);
  const earlier = refused.length - MOST_SHOWN;
  // Registered here, because the keys also work when no suggestion is left.
  useShortcuts([
    { key: 'u', does: t`Undo the last unsent decision`, group: t`Inbox`, run: onUndo },
    { key: 't', does: t`Retry sending decisions`, group: t`Inbox`, run: () => dispatch({ type: 'retry' }) },
  ]);
  return (
    <div className="flex min-h-14 flex-col items-center justify-center gap-2 py-2">
      <div role="alert" className="contents">
        {refused.length > 0 && (
          <Line tone="failed">
            <span className="min-w-0 grow basis-0">
              {refused.slice(-MOST_SHOWN).map((one) => (
                <span key={one.suggestionId} className="block">
                  <Sentence>{refusalInWords(one)}</Sentence>
                </span>
              ))}
              {earlier > 0 && (
                <span className="block">
                  {plural(earlier, { one: '# earlier decision was not saved.', other: '# earlier decisions were not saved.' })}
                </span>
              )}
            </span>
            <BarButton onClick={() => dispatch({ type: 'dismiss' })}>
              <Cross2Icon />
              <span className="sr-only">
                <Trans>Close</Trans>
              </span>
            </BarButton>
          </Line>
        )}
        {unsent.length > 0 && (
          <Line tone="failed">
            <span className="min-w-0 grow basis-56">
              <Sentence>{unsentInWords(unsent)}</Sentence>
            </span>
            <BarButton onClick={() => dispatch({ type: 'retry' })}>
              <Trans>Retry</Trans>
            </BarButton>
            <BarButton onClick={() => dispatch({ type: 'discard' })}>
              <Trans>Discard</Trans>
            </BarButton>
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
            <Trans comment="A button, followed by its key on the keyboard">Undo (U)</Trans>{' '}
            <Countdown key={last.key} left={() => undoLeft(outbox, last, Date.now())} />
          </BarButton>
          <BarButton onClick={() => dispatch({ type: 'close' })}>
            <Trans>Send now</Trans>
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
      'flex min-h-10 max-w-full items-center justify-end gap-x-3 rounded bg-ink py-1 pe-1 ps-4 text-canvas',
      // On a phone, sentences and buttons do not fit side by side.
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

/** The remaining seconds. Hidden from screen readers, which would read each of them. */
function Countdown({ left }: { left: () => number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), SECOND / 4);
    return () => clearInterval(timer);
  }, []);
  const seconds = inDigits(Math.ceil(left() / SECOND));
  return (
    <span aria-hidden="true" className="tabular-nums">
      <Trans comment="Seconds until a decision can no longer be undone">({seconds} s)</Trans>
    </span>
  );
}
