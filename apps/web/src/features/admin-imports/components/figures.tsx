import { inDigits } from '#lib/format/number.ts';
import { cx } from '#lib/cx.ts';

export interface Figure {
  label: string;
  value: number;
  isFailed?: boolean;
}

/** Counts side by side, each below its label. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ label, value, isFailed }) => (
        <div key={label}>
          <dt className="text-sm text-ink-muted">{label}</dt>
          <dd className={cx('text-lg font-medium tabular-nums', isFailed && value > 0 && 'text-failed')}>{inDigits(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
