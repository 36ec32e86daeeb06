import type { ReactNode } from 'react';
import { cx } from '#lib/cx.ts';
import { Sentence } from './user-text.tsx';

const TONES = {
  neutral: 'bg-sunken text-ink-muted',
  accent: 'bg-accent-soft text-accent-ink',
  decided: 'bg-decided-soft text-decided',
  waiting: 'bg-waiting-soft text-waiting',
  failed: 'bg-failed-soft text-failed',
} as const;

export type BadgeTone = keyof typeof TONES;

/** A state in a word. Green, amber and red mean decided, waiting and failed; the word says the same. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex min-h-5 max-w-full items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap has-[bdi]:whitespace-normal',
        TONES[tone],
      )}
    >
      {/* One item: the spaces between several would be lost. */}
      <span>
        <Sentence>{children}</Sentence>
      </span>
    </span>
  );
}
