import { t } from '@lingui/core/macro';
import type { MomentumBucket } from '@skilltrace/contract';
import { AsOfPicker } from '#components/charts/as-of-picker.tsx';
import { TimeControls } from '#components/charts/time-controls.tsx';
import { ZoneNote } from '#components/charts/zone-note.tsx';
import type { Day } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import type { TrackerView } from '../tracker-search.ts';
import { ProjectFilter } from './project-filter.tsx';

export interface TrackerControlsProps {
  view: TrackerView;
  period: Period;
  bucket: MomentumBucket;
  now: Day;
}

/** The controls for range, interval, project and past day. All of them are kept in the address. */
export function TrackerControls({ view, period, bucket, now }: TrackerControlsProps) {
  const { go } = view;
  return (
    <div className="mb-5 flex flex-wrap items-end gap-2" role="group" aria-label={t`Filters of the charts`}>
      <TimeControls
        period={period}
        bucket={bucket}
        compare={view.search.compare}
        onRange={(changes, isStep) => go({ ...changes, on: undefined, span: undefined }, isStep)}
        onBucket={(chosen) => go({ bucket: chosen })}
      />
      <ProjectFilter view={view} />
      <AsOfPicker asOf={period.asOf} today={now} onChange={(asOf) => go({ asOf, on: undefined, span: undefined })} />
      <ZoneNote />
    </div>
  );
}
