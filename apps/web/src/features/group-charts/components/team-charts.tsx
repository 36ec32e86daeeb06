import type { ProjectWithMembers } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ZoneNote } from '#components/charts/zone-note.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { bucketFor, bucketsFor, DEFAULT_RANGE, periodOf, type Range } from '#lib/time-range.ts';
import { groupDistributionQuery, groupMomentumQuery, groupSummaryQuery } from '../api/group-chart.ts';
import type { GroupView } from '../group-search.ts';
import { GroupDistribution } from './group-distribution.tsx';
import { GroupMomentum } from './group-momentum.tsx';
import { GroupSummary } from './group-summary.tsx';
import { ProjectActivity } from './project-activity.tsx';

const RANGES: { value: Range; label: string }[] = [
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
  { value: '1y', label: 'Year' },
  { value: 'all', label: 'All' },
];
const BUCKETS = { day: 'By day', week: 'By week', month: 'By month' } as const;

/** The signals from a project, as charts and one by one. */
export function TeamCharts({ project, view }: { project: ProjectWithMembers; view: GroupView }) {
  const { range, bucket: asked, view: shownAs } = view.search;
  const [now] = useState(() => new Date());
  const period = useMemo(() => periodOf({ range }, now), [range, now]);
  const bucket = bucketFor(asked, period);
  const team = { of: 'team', projectId: project.id } as const;
  const distribution = useQuery(groupDistributionQuery(team, period));
  const momentum = useQuery(groupMomentumQuery(team, period, bucket));
  const summary = useQuery(groupSummaryQuery(team, period));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedControl
          label="Range"
          value={range ?? DEFAULT_RANGE}
          onChange={(value) => view.go({ range: value === DEFAULT_RANGE ? undefined : value, on: undefined })}
          options={RANGES}
        />
        <SegmentedControl
          label="Bucket"
          value={bucket}
          onChange={(value) => view.go({ bucket: value, on: undefined })}
          options={bucketsFor(period).map((value) => ({ value, label: BUCKETS[value] }))}
        />
        <SegmentedControl
          label="Shown as"
          value={shownAs ?? 'chart'}
          onChange={(value) => view.go({ view: value === 'table' ? value : undefined })}
          options={[
            { value: 'chart', label: 'Charts' },
            { value: 'table', label: 'Tables' },
          ]}
        />
        <ZoneNote />
      </div>
      <p className="max-w-text text-ink-muted">
        Signals from this project. They do not change when people join or leave, except by the signals of joining and completing.
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <GroupDistribution query={distribution} view={view} whose="this project" />
        <GroupMomentum query={momentum} view={view} period={period} whose="this project" />
      </div>
      <GroupSummary query={summary} whose="this project" />
      <ProjectActivity project={project} view={view} period={period} bucket={bucket} />
    </div>
  );
}
