import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MomentumBucket, SkillDistribution, SkillMomentum, SkillSummary } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ViewedQuery } from '#components/ui/query-view.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import type { GroupView } from '../group-search.ts';
import { GroupDistribution } from './group-distribution.tsx';
import { GroupMomentum } from './group-momentum.tsx';
import { GroupSummary } from './group-summary.tsx';
import { MOST_SKILLS } from './nothing-in-range.tsx';
import { OrganizationActivity } from './organization-activity.tsx';
import { groupDistributionQuery, groupMomentumQuery, groupSummaryQuery } from '../api/group-chart.ts';

const organization = { of: 'organization' } as const;

export interface OrganizationChartsProps {
  view: GroupView;
  period: Period;
  bucket: MomentumBucket;
  distribution: ViewedQuery<SkillDistribution>;
  momentum: ViewedQuery<SkillMomentum>;
  summary: ViewedQuery<SkillSummary>;
}

/** The signals of the organization by skill and over time, the readiness of each skill, and the list of signals. */
export function OrganizationCharts({ view, period, bucket, distribution, momentum, summary }: OrganizationChartsProps) {
  const isTable = view.search.view === 'table';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className={cx('grid grid-cols-[minmax(0,1fr)] items-start gap-5', !isTable && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]')}>
        <GroupDistribution
          group={organization}
          query={distribution}
          csv={groupDistributionQuery(organization, period)}
          expectedSkills={MOST_SKILLS}
          {...{ view, period }}
        />
        <GroupMomentum
          group={organization}
          query={momentum}
          csv={groupMomentumQuery(organization, period, bucket)}
          expectedSkills={MOST_SKILLS}
          {...{ view, period }}
        />
      </div>
      <GroupSummary
        of="organization"
        query={summary}
        csv={groupSummaryQuery(organization, period)}
        renderName={({ skillId, name }) => <WhoKnowsLink skillId={skillId} name={name} asOf={view.search.asOf} />}
      />
      <OrganizationActivity {...{ distribution, view, period, bucket }} />
    </div>
  );
}

function WhoKnowsLink({ skillId, name, asOf }: { skillId: number; name: string; asOf: string | undefined }) {
  const skill = isolate(name);
  return (
    <Link
      to={paths.whoKnows}
      search={{ skill: [skillId], asOf }}
      className="inline-block min-w-6 py-0.5 text-accent-ink hover:underline"
      aria-label={t`Who knows ${skill}`}
    >
      <UserText>{name}</UserText>
    </Link>
  );
}

/** Replaces the charts of an organization without signals, now or on a past day. */
export function NoOrganizationSignals({ isPast }: { isPast: boolean }) {
  if (isPast)
    return (
      <EmptyState title={t`There were no signals yet on that day`}>
        <Trans>Imported work counts from the day of the import, even if it happened earlier.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      title={t`No signals yet`}
      action={
        <Link to={paths.projects} className={buttonClass('primary')}>
          <Trans>View projects</Trans>
        </Link>
      }
    >
      <Trans>
        Signals are created when people join a project that declares skills, post updates on it and complete it. You can import earlier work
        under Admin, Imports.
      </Trans>
    </EmptyState>
  );
}
