import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProjectForViewer } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { AsOfBanner } from '#components/charts/as-of-banner.tsx';
import { AsOfPicker } from '#components/charts/as-of-picker.tsx';
import { TablesToggle } from '#components/charts/tables-toggle.tsx';
import { TimeControls } from '#components/charts/time-controls.tsx';
import { ZoneNote } from '#components/charts/zone-note.tsx';
import { cx } from '#lib/cx.ts';
import { localDay } from '#lib/days.ts';
import { useShownTime } from '#lib/use-shown-time.ts';
import { groupDistributionQuery, groupMomentumQuery, groupSummaryQuery } from '../api/group-chart.ts';
import type { GroupView } from '../group-search.ts';
import { GroupDistribution } from './group-distribution.tsx';
import { GroupMomentum } from './group-momentum.tsx';
import { GroupSummary } from './group-summary.tsx';
import { ProjectActivity } from './project-activity.tsx';

/** The signals from a project, as charts and as a list. */
export function TeamCharts({ project, view }: { project: ProjectForViewer; view: GroupView }) {
  const { search, go } = view;
  const { period, bucket, now } = useShownTime(search);
  const { asOf } = period;
  const team = useMemo(() => ({ of: 'team' as const, projectId: project.id }), [project.id]);
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
      <div className="flex flex-wrap items-end gap-2" role="group" aria-label={t`Filters`}>
        <TimeControls
          period={period}
          bucket={bucket}
          compare={search.compare}
          onRange={(changes, isStep) => go({ ...changes, on: undefined }, isStep)}
          onBucket={(chosen) => go({ bucket: chosen, on: undefined }, true)}
        />
        <AsOfPicker asOf={asOf} today={now} onChange={(day) => go({ asOf: day, on: undefined }, true)} />
        <TablesToggle
          group={t`Team charts`}
          isTable={search.view === 'table'}
          onChange={(isTable) => go({ view: isTable ? 'table' : undefined })}
        />
        <ZoneNote />
      </div>
      {asOf !== undefined && <AsOfBanner day={localDay(new Date(asOf))} onBack={() => go({ asOf: undefined, on: undefined }, true)} />}
      <p className="max-w-text text-ink-muted">
        <Trans>Signals from this project, including signals of former members. The charts do not show names.</Trans>
      </p>
      <div
        className={cx(
          'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          search.view !== 'table' && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]',
        )}
      >
        <GroupDistribution
          group={team}
          query={distribution}
          csv={queries.distribution}
          expectedSkills={project.skills.length}
          {...{ view, period }}
        />
        <GroupMomentum group={team} query={momentum} csv={queries.momentum} expectedSkills={project.skills.length} {...{ view, period }} />
      </div>
      <GroupSummary of="team" query={summary} csv={queries.summary} />
      <ProjectActivity {...{ project, distribution, view, period, bucket }} />
    </div>
  );
}
