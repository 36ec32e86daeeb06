import { cx } from '#lib/cx.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { sparklineWords } from './sparkline-words.ts';

const STEP = 5;
const WIDTH = 4;
const HEIGHT = 20;

export interface SparklineProps {
  /** One a bucket, the oldest first; the last bucket is taken to be running still. */
  counts: readonly number[];
  /** What is counted, for screen readers: "Signals for React by week". */
  label: string;
  /** What a bucket is. */
  unit?: 'day' | 'week' | 'month';
  className?: string;
}

/** Small bars from zero, on a scale of their own: when something happened, not how much beside another. 5 px a bucket, 20 high. */
export function Sparkline({ counts, label, unit = 'week', className }: SparklineProps) {
  const most = Math.max(1, ...counts);
  const words = isolateWithin(sparklineWords(label, counts, unit));
  return (
    <svg
      role="img"
      aria-label={words}
      width={counts.length * STEP}
      height={HEIGHT}
      viewBox={`0 0 ${counts.length * STEP} ${HEIGHT}`}
      className={cx('max-w-full shrink-0 overflow-visible', className)}
    >
      <title>{words}</title>
      {counts.map((count, index) => {
        // What happened at all is seen beside much more of it.
        const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
        const isRunning = index === counts.length - 1;
        return (
          <rect
            key={index}
            x={index * STEP}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            className={count === 0 ? 'fill-line' : isRunning ? 'fill-series-rest stroke-series-rest' : 'fill-ink-muted'}
            fillOpacity={isRunning && count > 0 ? 0.35 : 1}
            strokeWidth={isRunning && count > 0 ? 0.75 : 0}
          />
        );
      })}
    </svg>
  );
}
