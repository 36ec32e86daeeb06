import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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

const ranges = (): { value: Range; label: string }[] => [
  { value: '30d', label: t`30 days` },
  { value: '90d', label: t`90 days` },
  { value: '1y', label: t`1 year` },
  { value: 'all', label: t`All time` },
];
const bucketNames = () => ({ day: t`By day`, week: t`By week`, month: t`By month` });

/** The signals from a project, as charts and as a list. */
export function TeamCharts({ project, view }: { project: ProjectWithMembers; view: GroupView }) {
  const { range, bucket: asked, view: shownAs } = view.search;
  const [now] = useState(() => new Date());
  const period = useMemo(() => periodOf({ range }, now), [range, now]);
  const bucket = bucketFor(asked, period);
  const names = bucketNames();
  const team = { of: 'team', projectId: project.id } as const;
  const queries = {
    distribution: groupDistributionQuery(team, period),
    momentum: groupMomentumQuery(team, period, bucket),
    summary: groupSummaryQuery(team, period),
  };
  const distribution = useQuery(queries.distribution);
  const momentum = useQuery(queries.momentum);
  const summary = useQuery(queries.summary);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedControl
          label={t`Range`}
          value={range ?? DEFAULT_RANGE}
          onChange={(value) => view.go({ range: value === DEFAULT_RANGE ? undefined : value, on: undefined })}
          options={ranges()}
        />
        <SegmentedControl
          label={t`Interval`}
          value={bucket}
          onChange={(value) => view.go({ bucket: value, on: undefined })}
          options={bucketsFor(period).map((value) => ({ value, label: names[value] }))}
        />
        <SegmentedControl
          label={t`View`}
          value={shownAs ?? 'chart'}
          onChange={(value) => view.go({ view: value === 'table' ? value : undefined })}
          options={[
            { value: 'chart', label: t`Charts` },
            { value: 'table', label: t`Tables` },
          ]}
        />
        <ZoneNote />
      </div>
      <p className="max-w-text text-ink-muted">
        <Trans>Signals from this project, including signals of former members. The charts do not show names.</Trans>
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <GroupDistribution of="team" query={distribution} csv={queries.distribution} view={view} />
        <GroupMomentum of="team" query={momentum} csv={queries.momentum} view={view} period={period} />
      </div>
      <GroupSummary of="team" query={summary} csv={queries.summary} />
      <ProjectActivity project={project} view={view} period={period} bucket={bucket} />
    </div>
  );
}
