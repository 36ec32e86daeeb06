import type { MomentumBucket } from '@skilltrace/contract';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { addDays, type Day } from '#lib/days.ts';
import { bucketsFor, DEFAULT_RANGE, RANGES, type Period } from '#lib/time-range.ts';
import { rangeLabels } from '#components/charts/range-words.ts';
import type { TrackerView } from '../tracker-search.ts';
import { AsOfPicker } from '#components/charts/as-of-picker.tsx';
import { DateInput } from './date-input.tsx';
import { ProjectFilter } from './project-filter.tsx';

const bucketLabels: Record<MomentumBucket, string> = { day: 'by day', week: 'by week', month: 'by month' };

export interface TrackerControlsProps {
  view: TrackerView;
  period: Period;
  bucket: MomentumBucket;
  now: Day;
}

/** Which signals the page is about: range, bucket, project, as of when. All of it goes into the address. */
export function TrackerControls({ view, period, bucket, now }: TrackerControlsProps) {
  const { go } = view;
  const ranges = [...RANGES.map((value) => ({ value, label: rangeLabels[value] })), { value: 'custom' as const, label: 'From … to …' }];
  const setRange = (range: Period['range']) => {
    const custom = { range: undefined, from: period.firstDay ?? addDays(period.today, -89), to: period.lastDay };
    const named = { range: range === DEFAULT_RANGE || range === 'custom' ? undefined : range, from: undefined, to: undefined };
    go({ ...(range === 'custom' ? custom : named), on: undefined, span: undefined });
  };
  return (
    <div className="mb-5 flex flex-wrap items-end gap-2" role="group" aria-label="What is shown">
      <Field label="Range" isLabelHidden>
        <Select value={period.range} onChange={setRange} options={ranges} className="w-38" />
      </Field>
      {period.range === 'custom' && period.firstDay !== undefined && (
        <>
          <Field label="From" isLabelHidden>
            <DateInput
              value={period.firstDay}
              max={period.today}
              onChange={(from) => go({ from, to: period.lastDay, on: undefined }, false)}
            />
          </Field>
          <span className="flex h-8 items-center text-ink-muted">to</span>
          <Field label="To" isLabelHidden>
            <DateInput
              value={period.lastDay}
              max={period.today}
              onChange={(to) => go({ from: period.firstDay, to, on: undefined }, false)}
            />
          </Field>
        </>
      )}
      <Field label="Bars" isLabelHidden>
        <Select
          value={bucket}
          onChange={(chosen) => go({ bucket: chosen })}
          options={bucketsFor(period).map((value) => ({ value, label: bucketLabels[value] }))}
          className="w-27"
        />
      </Field>
      <ProjectFilter view={view} />
      <AsOfPicker asOf={period.asOf} today={now} onChange={(asOf) => go({ asOf, on: undefined, span: undefined })} />
    </div>
  );
}
