import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { AsOfBanner } from '#components/charts/as-of-banner.tsx';
import { AsOfPicker } from '#components/charts/as-of-picker.tsx';
import { Stale } from '#components/charts/stale.tsx';
import { TablesToggle } from '#components/charts/tables-toggle.tsx';
import { TimeControls } from '#components/charts/time-controls.tsx';
import { ZoneNote } from '#components/charts/zone-note.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Page } from '#components/ui/page.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { groupDistributionQuery, groupMomentumQuery, groupSummaryQuery } from '#features/group-charts/api/group-chart.ts';
import { NoOrganizationSignals, OrganizationCharts } from '#features/group-charts/components/organization-charts.tsx';
import type { GroupSearch, GroupView } from '#features/group-charts/group-search.ts';
import { organizationSentence } from '#features/group-charts/organization-sentence.ts';
import { useCancelableQuery } from '#lib/api/cancelable.ts';
import { localDay } from '#lib/days.ts';
import { stringifySearch } from '#lib/search-format.ts';
import { useShownTime } from '#lib/use-shown-time.ts';

const route = getRouteApi('/frame/organization');
const organization = { of: 'organization' } as const;

export default function OrganizationPage() {
  const view = useView(route.useSearch());
  const { search, go } = view;
  const { period, bucket, now } = useShownTime(search);
  const distribution = useCancelableQuery(groupDistributionQuery(organization, period));
  const momentum = useCancelableQuery(groupMomentumQuery(organization, period, bucket));
  const summary = useCancelableQuery(groupSummaryQuery(organization, period));

  const { asOf } = period;
  const isEmpty = summary.data?.items.length === 0 && !summary.isPlaceholderData;
  return (
    <Page
      title={t`Organization`}
      subtitle={
        distribution.data ? (
          <Stale isStale={distribution.isPlaceholderData}>
            <Sentence>{organizationSentence(distribution.data, period)}</Sentence>
          </Stale>
        ) : distribution.isError || distribution.fetchStatus === 'idle' ? (
          t`Activity of the organization by skill.`
        ) : (
          <Skeleton className="my-0.5 h-4 w-[min(28rem,70vw)]" />
        )
      }
      actions={
        <>
          <PrintButton />
          <Link to={paths.adminMismatches} className={buttonClass()}>
            <Trans>Mismatches</Trans>
          </Link>
          {!isEmpty && (
            <TablesToggle
              group={t`Organization`}
              isTable={search.view === 'table'}
              onChange={(isTable) => go({ view: isTable ? 'table' : undefined })}
            />
          )}
        </>
      }
    >
      {(!isEmpty || asOf !== undefined) && (
        <div className="mb-5 flex flex-wrap items-end gap-2" role="group" aria-label={t`Filters`}>
          <TimeControls
            period={period}
            bucket={bucket}
            onRange={(changes, isStep) => go({ ...changes, on: undefined }, isStep)}
            onBucket={(chosen) => go({ bucket: chosen, on: undefined }, true)}
          />
          <AsOfPicker asOf={asOf} today={now} onChange={(day) => go({ asOf: day, on: undefined }, true)} />
          <ZoneNote />
        </div>
      )}
      {asOf !== undefined && <AsOfBanner day={localDay(new Date(asOf))} onBack={() => go({ asOf: undefined, on: undefined }, true)} />}
      {isEmpty ? (
        <NoOrganizationSignals isPast={asOf !== undefined} />
      ) : (
        <OrganizationCharts {...{ view, period, bucket, distribution, momentum, summary }} />
      )}
    </Page>
  );
}

/** The view that the address describes, and the functions that change it. */
function useView(search: GroupSearch): GroupView {
  const navigate = route.useNavigate();
  const go = useCallback(
    (changes: GroupSearch, isStep = false) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...changes }), replace: !isStep, resetScroll: false }),
    [navigate],
  );
  const hrefOf = useCallback((changes: GroupSearch) => `${paths.organization}${stringifySearch({ ...search, ...changes })}`, [search]);
  return useMemo(() => ({ search, go, hrefOf }), [search, go, hrefOf]);
}
