import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MomentumBucket } from '@skilltrace/contract';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { addDays } from '#lib/days.ts';
import { bucketsFor, COMPARISONS, DEFAULT_RANGE, RANGES, type Comparison, type TimeParameters, type Period } from '#lib/time-range.ts';
import { DayInput } from './day-input.tsx';
import { rangeLabel } from './range-words.ts';

const bucketLabel = (bucket: MomentumBucket) => (bucket === 'day' ? t`By day` : bucket === 'week' ? t`By week` : t`By month`);

const comparisonLabel = (compare: Comparison) => (compare === 'previous' ? t`Compare: previous period` : t`Compare: a year earlier`);

export interface TimeControlsProps {
  period: Period;
  bucket: MomentumBucket;
  /** Undefined if the page does not compare. */
  compare?: Comparison | 'none';
  /** Receives changes to the address. `isStep` is false while the person is typing a date. */
  onRange: (changes: TimeParameters, isStep: boolean) => void;
  onBucket: (bucket: MomentumBucket) => void;
}

/** The range of charts, their interval, and the period that they are compared with. */
export function TimeControls({ period, bucket, compare, onRange, onBucket }: TimeControlsProps) {
  const ranges = [...RANGES.map((value) => ({ value, label: rangeLabel(value) })), { value: 'custom' as const, label: t`Custom range` }];
  const setRange = (range: Period['range']) => {
    const custom = { range: undefined, from: period.firstDay ?? addDays(period.today, -89), to: period.lastDay };
    const named = { range: range === DEFAULT_RANGE || range === 'custom' ? undefined : range, from: undefined, to: undefined };
    onRange(range === 'custom' ? custom : named, true);
  };
  return (
    <>
      <Field label={t`Range`} isLabelHidden>
        <Select value={period.range} onChange={setRange} options={ranges} className="min-w-38" />
      </Field>
      {period.range === 'custom' && period.firstDay !== undefined && (
        <div className="flex flex-wrap items-end gap-2 max-sm:w-full">
          <Field label={t`From`} isLabelHidden>
            <DayInput value={period.firstDay} max={period.today} onChange={(from) => onRange({ from, to: period.lastDay }, false)} />
          </Field>
          <div className="flex items-end gap-2">
            <span className="flex h-8 items-center text-ink-muted">
              <Trans comment="Between two date fields: from … to …">to</Trans>
            </span>
            <Field label={t`To`} isLabelHidden>
              <DayInput value={period.lastDay} max={period.today} onChange={(to) => onRange({ from: period.firstDay, to }, false)} />
            </Field>
          </div>
        </div>
      )}
      <Field label={t`Interval`} isLabelHidden>
        <Select
          value={bucket}
          onChange={onBucket}
          options={bucketsFor(period).map((value) => ({ value, label: bucketLabel(value) }))}
          className="min-w-27"
        />
      </Field>
      {compare !== undefined && period.firstDay !== undefined && (
        <Field label={t`Comparison`} isLabelHidden>
          <Select
            value={compare}
            onChange={(chosen) => onRange({ compare: chosen === 'none' ? undefined : chosen }, true)}
            options={[
              { value: 'none' as const, label: t`No comparison` },
              ...COMPARISONS.map((value) => ({ value, label: comparisonLabel(value) })),
            ]}
            className="min-w-34"
          />
        </Field>
      )}
    </>
  );
}
