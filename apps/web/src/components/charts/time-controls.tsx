import { t } from '@lingui/core/macro';
import type { MomentumBucket } from '@skilltrace/contract';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { bucketsFor, COMPARISONS, type Comparison } from '#lib/time-range.ts';
import { RangeControls, type RangeControlsProps } from './range-controls.tsx';

const bucketLabel = (bucket: MomentumBucket) => (bucket === 'day' ? t`By day` : bucket === 'week' ? t`By week` : t`By month`);

const comparisonLabel = (compare: Comparison) => (compare === 'previous' ? t`Compare: previous period` : t`Compare: a year earlier`);

export interface TimeControlsProps extends Omit<RangeControlsProps, 'defaultRange'> {
  bucket: MomentumBucket;
  compare: Comparison | undefined;
  onBucket: (bucket: MomentumBucket) => void;
}

/** The range of charts, their interval, and the period that they are compared with. */
export function TimeControls({ period, bucket, compare, onRange, onBucket }: TimeControlsProps) {
  return (
    <>
      <RangeControls period={period} onRange={onRange} />
      <Field label={t`Interval`} isLabelHidden>
        <Select
          value={bucket}
          onChange={onBucket}
          options={bucketsFor(period).map((value) => ({ value, label: bucketLabel(value) }))}
          className="min-w-27"
        />
      </Field>
      {period.firstDay !== undefined && (
        <Field label={t`Comparison`} isLabelHidden>
          <Select
            value={compare ?? 'none'}
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
