import { t } from '@lingui/core/macro';
import type { MomentumBucket } from '@skilltrace/contract';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { bucketsFor } from '#lib/time-range.ts';
import { RangeControls, type RangeControlsProps } from './range-controls.tsx';

const bucketLabel = (bucket: MomentumBucket) => (bucket === 'day' ? t`By day` : bucket === 'week' ? t`By week` : t`By month`);

export interface TimeControlsProps extends Omit<RangeControlsProps, 'defaultRange'> {
  bucket: MomentumBucket;
  onBucket: (bucket: MomentumBucket) => void;
}

/** The range and the interval of charts. */
export function TimeControls({ period, bucket, onRange, onBucket }: TimeControlsProps) {
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
    </>
  );
}
