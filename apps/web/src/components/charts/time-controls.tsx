import type { MomentumBucket } from '@skilltrace/contract';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { addDays } from '#lib/days.ts';
import { bucketsFor, DEFAULT_RANGE, RANGES, type AskedTime, type Period } from '#lib/time-range.ts';
import { DateInput } from './date-input.tsx';
import { rangeLabels } from './range-words.ts';

const bucketLabels: Record<MomentumBucket, string> = { day: 'by day', week: 'by week', month: 'by month' };

export interface TimeControlsProps {
  period: Period;
  bucket: MomentumBucket;
  /** Changes of the address; `isStep` false while a date is being written. */
  onRange: (changes: AskedTime, isStep: boolean) => void;
  onBucket: (bucket: MomentumBucket) => void;
}

/** Range and bucket of charts, for a row of controls. */
export function TimeControls({ period, bucket, onRange, onBucket }: TimeControlsProps) {
  const ranges = [...RANGES.map((value) => ({ value, label: rangeLabels[value] })), { value: 'custom' as const, label: 'From … to …' }];
  const setRange = (range: Period['range']) => {
    const custom = { range: undefined, from: period.firstDay ?? addDays(period.today, -89), to: period.lastDay };
    const named = { range: range === DEFAULT_RANGE || range === 'custom' ? undefined : range, from: undefined, to: undefined };
    onRange(range === 'custom' ? custom : named, true);
  };
  return (
    <>
      <Field label="Range" isLabelHidden>
        <Select value={period.range} onChange={setRange} options={ranges} className="w-38" />
      </Field>
      {period.range === 'custom' && period.firstDay !== undefined && (
        <div className="flex flex-wrap items-end gap-2 max-sm:w-full">
          <Field label="From" isLabelHidden>
            <DateInput value={period.firstDay} max={period.today} onChange={(from) => onRange({ from, to: period.lastDay }, false)} />
          </Field>
          <div className="flex items-end gap-2">
            <span className="flex h-8 items-center text-ink-muted">to</span>
            <Field label="To" isLabelHidden>
              <DateInput value={period.lastDay} max={period.today} onChange={(to) => onRange({ from: period.firstDay, to }, false)} />
            </Field>
          </div>
        </div>
      )}
      <Field label="Bars" isLabelHidden>
        <Select
          value={bucket}
          onChange={onBucket}
          options={bucketsFor(period).map((value) => ({ value, label: bucketLabels[value] }))}
          className="w-27"
        />
      </Field>
    </>
  );
}
