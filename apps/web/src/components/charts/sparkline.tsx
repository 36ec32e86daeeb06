import { cx } from '#lib/cx.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { sparklineWords } from './sparkline-words.ts';

const STEP = 5;
const WIDTH = 4;
const HEIGHT = 20;

export interface SparklineProps {
  /** One per week, oldest first. The last week is the current one, which is incomplete. */
  counts: readonly number[];
  /** The name of the counts for screen readers: "Signals for React by week". */
  label: string;
  className?: string;
}

/** Small bars on their own scale: they show when something happened, and cannot be compared with another sparkline. */
export function Sparkline({ counts, label, className }: SparklineProps) {
  const most = Math.max(1, ...counts);
  const words = isolateWithin(sparklineWords(label, counts));
  return (
    <svg
      role="img"
      aria-label={words}
      width={counts.length * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${counts.length * STEP} ${HEIGHT}`}
      className={cx('max-w-full shrink-0 overflow-visible rtl:-scale-x-100', className)}
    >
      <title>{words}</title>
      {counts.map((count, index) => {
        // At least 3 px, so that a single signal stays visible next to a busy week.
        const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
        const isIncomplete = index === counts.length - 1;
        return (
          <rect
            key={index}
            x={index * STEP}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            className={count === 0 ? 'fill-line' : isIncomplete ? 'fill-series-rest stroke-series-rest' : 'fill-ink-muted'}
            fillOpacity={isIncomplete && count > 0 ? 0.35 : 1}
            strokeWidth={isIncomplete && count > 0 ? 0.75 : 0}
          />
        );
      })}
    </svg>
  );
}
