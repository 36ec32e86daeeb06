import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileWithSkills } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { memo, useCallback, useDeferredValue, useMemo } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { NewDecisions } from '#features/own-suggestions/components/new-decisions.tsx';
import { distributionQuery } from '#features/skill-tracker/api/distribution.ts';
import { momentumQuery } from '#features/skill-tracker/api/momentum.ts';
import { newAnswersQuery } from '#features/own-suggestions/api/list-proposals.ts';
import { newDecisionsQuery } from '#features/own-suggestions/api/list-suggestions.ts';
import { cx } from '#lib/cx.ts';
import { profileQuery } from '#lib/api/profile.ts';
import { useProjectNames } from '#lib/api/projects-by-id.ts';
import { summaryQuery } from '#features/skill-tracker/api/summary.ts';
import { AsOfBanner } from '#components/charts/as-of-banner.tsx';
import { NoSignalsHere, NoSignalsYet } from '#features/skill-tracker/components/no-signals-yet.tsx';
import { OwnActions } from '#features/skill-tracker/components/own-actions.tsx';
import { asOfDay, SkillTracker } from '#features/skill-tracker/components/skill-tracker.tsx';
import { Stale } from '#components/charts/stale.tsx';
import { TablesToggle } from '#components/charts/tables-toggle.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { SetupChecklist } from '#features/setup/components/setup-checklist.tsx';
import { SummaryLine } from '#features/skill-tracker/components/summary-line.tsx';
import { TrackerControls } from '#features/skill-tracker/components/tracker-controls.tsx';
import type { TrackerSearch, TrackerView } from '#features/skill-tracker/tracker-search.ts';
import { useShownTime } from '#lib/use-shown-time.ts';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { stringifySearch } from '#lib/search-format.ts';
import { useSession } from '#lib/session/session.ts';

const route = getRouteApi('/frame/people/$personId/skills');

const toToday = { asOf: undefined, on: undefined, span: undefined };

export default function SkillTrackerPage() {
  const { personId } = route.useParams();
  return <TrackerOf key={personId} personId={personId} />;
}

function TrackerOf({ personId }: { personId: number }) {
  const view = useTrackerView(personId, route.useSearch());
  // Deferred, so that the controls respond immediately while the charts of another range render.
  const shown = useDeferredValue(view);
  const { search, go } = view;
  const { period, bucket, now } = useShownTime(search);
  const { profile: me } = useSession();
  const isOwn = me.id === personId;
  const person = useQuery(profileQuery(personId));
  const time = useShownTime(shown.search);
  const summary = useQuery(summaryQuery(personId, time.period, shown.search.project));
  const charts = [
    useQuery(distributionQuery(personId, time.period, shown.search.project)),
    useQuery(momentumQuery(personId, time.period, time.bucket, shown.search.project)),
  ];

  const news = [useQuery({ ...newDecisionsQuery, enabled: isOwn }), useQuery({ ...newAnswersQuery(personId), enabled: isOwn })];

  const name = isOwn ? undefined : person.data?.name;
  const title = isOwn ? t`My skills` : name === undefined ? t`Skills` : skillsOf(name);
  // If one query is forbidden, the page shows only that error.
  const refused = [person, summary, ...charts].find(({ data, error }) => data === undefined && isForbidden(error));
  const failed = refused ?? (person.isError && person.data === undefined ? person : undefined);
  if (failed) {
    return (
      <Page title={title}>
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  }
  const asOf = asOfDay(period);
  const hasNothing = summary.data?.items.length === 0;
  const isEmpty = hasNothing && asOf === undefined && search.project === undefined;
  return (
    <Page
      title={title}
      subtitle={<InWords view={shown} person={person.data} isOwn={isOwn} />}
      actions={
        <>
          {isOwn && person.data && <OwnActions person={person.data} view={view} />}
          {!isEmpty && <PrintButton />}
          {!isEmpty && (
            <TablesToggle
              group={t`Skill Tracker`}
              isTable={search.view === 'table'}
              onChange={(isTable) => go({ view: isTable ? 'table' : undefined }, false)}
            />
          )}
        </>
      }
    >
      {isOwn && me.isAdmin && <SetupChecklist personId={me.id} otherwise={isEmpty && <NoSignalsYet name={name} />} />}
      {isOwn && <NewDecisions profileId={personId} />}
      {/* Invisible until it is known what is above it, so that the charts do not move, but not while a failed read is repeated. Not hidden: the list
          needs the heights of its rows. */}
      <div className={cx(news.some(({ isLoading, failureCount }) => isLoading && failureCount === 0) && 'invisible')}>
        {isEmpty ? (
          !(isOwn && me.isAdmin) && <NoSignalsYet name={name} />
        ) : (
          <>
            <TrackerControls view={view} period={period} bucket={bucket} now={now} />
            {asOf !== undefined && <AsOfBanner day={asOf} onBack={() => go(toToday)} />}
            {hasNothing ? (
              <NoSignalsHere isPast={asOf !== undefined} onShowAll={() => go({ project: undefined })} />
            ) : (
              <SkillTracker view={shown} person={person.data} />
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function skillsOf(person: string): string {
  const name = isolate(person);
  return t`Skills of ${name}`;
}

const isForbidden = (error: unknown) => error instanceof ApiProblem && error.status === 403;

interface InWordsProps {
  view: TrackerView;
  person: ProfileWithSkills | undefined;
  isOwn: boolean;
}

const InWords = memo(function InWords({ view: { personId, search }, person, isOwn }: InWordsProps) {
  const { period, bucket } = useShownTime(search);
  const distribution = useQuery(distributionQuery(personId, period, search.project));
  const momentum = useQuery(momentumQuery(personId, period, bucket, search.project));
  const summary = useQuery(summaryQuery(personId, period, search.project));
  const project = useProjectNames(search.project === undefined ? [] : [[search.project]]).get(search.project ?? 0);
  // A failed query shows its error in its own place.
  if ([distribution, momentum, summary].some(({ data, isError }) => isError && data === undefined)) return null;
  const personName = <UserText>{person?.name ?? ''}</UserText>;
  const isReady = (isOwn || person !== undefined) && distribution.data && momentum.data && summary.data;
  return (
    // As high as the sentence usually is, so that the page does not move when it is known.
    <div className="min-h-[3lh] sm:min-h-[2lh]">
      {isReady ? (
        <Stale isStale={[distribution, momentum, summary].some((query) => query.isPlaceholderData)}>
          <SummaryLine
            {...{ project, period }}
            name={isOwn ? undefined : person?.name}
            distribution={distribution.data}
            momentum={momentum.data}
            summary={summary.data}
          />
          {person?.isActive === false && (
            <p>
              <Trans>{personName} is a former member. Their signals are kept.</Trans>
            </p>
          )}
        </Stale>
      ) : (
        <Skeleton className="my-0.5 h-4 w-[min(28rem,70vw)]" />
      )}
    </div>
  );
});

/** The current view from the address, and functions to change it. */
function useTrackerView(personId: number, search: TrackerSearch): TrackerView {
  const navigate = route.useNavigate();
  const go = useCallback(
    (changes: TrackerSearch, isStep = true) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...changes }), replace: !isStep, resetScroll: false }),
    [navigate],
  );
  const hrefOf = useCallback(
    (changes: TrackerSearch) => `/people/${personId}/skills${stringifySearch({ ...search, ...changes })}`,
    [personId, search],
  );
  return useMemo(() => ({ personId, search, go, hrefOf }), [personId, search, go, hrefOf]);
}
