import type { MomentumBucket, SkillDistribution, SkillMomentum, SkillSummary } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import type { GroupView } from '../group-search.ts';
import { GroupDistribution } from './group-distribution.tsx';
import { GroupMomentum } from './group-momentum.tsx';
import { GroupSummary } from './group-summary.tsx';
import { OrganizationActivity } from './organization-activity.tsx';

export interface OrganizationChartsProps {
  view: GroupView;
  period: Period;
  bucket: MomentumBucket;
  distribution: UseQueryResult<SkillDistribution>;
  momentum: UseQueryResult<SkillMomentum>;
  summary: UseQueryResult<SkillSummary>;
}

const whose = 'everybody';

/** What everybody did: how it spreads, when it was done, how much of each skill there is, and the signals themselves. */
export function OrganizationCharts({ view, period, bucket, distribution, momentum, summary }: OrganizationChartsProps) {
  const isTable = view.search.view === 'table';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className={cx('grid grid-cols-[minmax(0,1fr)] items-start gap-5', !isTable && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]')}>
        <GroupDistribution query={distribution} {...{ view, whose }} />
        <GroupMomentum query={momentum} {...{ view, period, whose }} />
      </div>
      <GroupSummary
        query={summary}
        whose={whose}
        renderName={({ skillId, name }) => (
          <Link
            to={paths.whoKnows}
            search={{ skill: skillId, asOf: view.search.asOf }}
            className="inline-block py-0.5 text-accent-ink hover:underline"
            aria-label={`Who knows ${isolate(name)}`}
          >
            <UserText>{name}</UserText>
          </Link>
        )}
      />
      <OrganizationActivity {...{ view, period, bucket }} />
    </div>
  );
}

/** In place of the charts of an organization without signals, now or on a past day. */
export function NobodyYet({ isPast }: { isPast: boolean }) {
  if (isPast)
    return (
      <EmptyState title="The ledger held no signals on that day">
        What happened earlier and was imported since counts from the day of the import.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No signals yet"
      action={
        <Link to={paths.projects} className={buttonClass('primary')}>
          See the projects
        </Link>
      }
    >
      Signals come from work: from joining a project that declares skills, from each update posted on it, and from completing it. History
      can be brought in under Admin, Imports.
    </EmptyState>
  );
}
