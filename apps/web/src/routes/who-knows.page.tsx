import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { whoKnowsQuery } from '#features/who-knows/api/list-people.ts';
import { FilterBar } from '#features/who-knows/components/filter-bar.tsx';
import { PeopleFound } from '#features/who-knows/components/people-found.tsx';
import { questionInWords, skillsInWords } from '#features/who-knows/conditions.ts';
import { questionOf, type WhoKnowsFilters } from '#features/who-knows/filters.ts';
import { projectQuery } from '#lib/api/project.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { useSession } from '#lib/session/session.ts';
import { useNow } from '#lib/use-now.ts';
import { searchOfFilters, whoKnowsFilters } from './who-knows.search.ts';

const route = getRouteApi('/frame/who-knows');

export default function WhoKnowsPage() {
  const filters = whoKnowsFilters(route.useSearch());
  const navigate = route.useNavigate();
  const { profile, maySeeSkills } = useSession();
  const now = useNow();
  const { skillIds, projectId } = filters;
  const skills = useQueries({ queries: skillIds.map((id) => skillQuery(id)) });
  const project = useQuery({ ...projectQuery(projectId ?? 0), enabled: projectId !== undefined });
  const shownProject = (projectId !== undefined && project.data) || null;
  const names = { skills: skills.map(({ data }) => data?.name), project: shownProject?.name };
  const skillNames = skillsInWords(filters, names);
  const change = (to: Partial<WhoKnowsFilters>) =>
    // Choosing a skill adds a history entry. Refining the question replaces it.
    void navigate({ search: searchOfFilters({ ...filters, ...to }), replace: !('skillIds' in to) });
  return (
    <Page
      title={skillIds.length === 0 || names.skills.includes(undefined) ? t`Who knows…` : t`Who knows ${skillNames}`}
      subtitle={
        <>
          <p>
            <Sentence>
              {maySeeSkills
                ? t`Sorted by most recent activity. You see everyone.`
                : t`Sorted by most recent activity. You see yourself and people who share their validated skills.`}
            </Sentence>
          </p>
          {!maySeeSkills && (
            <p>
              <Link
                to={paths.profile}
                params={{ personId: profile.id }}
                hash="visibility"
                className="inline-flex min-h-6 items-center text-accent-ink underline-offset-2 hover:underline"
              >
                <Trans>Choose whether colleagues find your validated skills</Trans>
              </Link>
            </p>
          )}
        </>
      }
    >
      <FilterBar filters={filters} onChange={change} project={shownProject} maySeeSkills={maySeeSkills} now={now} />
      {skillIds.length === 0 ? (
        <EmptyState title={t`No skill selected`}>
          <Trans>
            Choose one or more skills to see the people who know them, with their validated levels and the signals that show it.
          </Trans>
        </EmptyState>
      ) : (
        <>
          <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 className="min-w-0 grow basis-60 font-semibold">
              <Sentence>{questionInWords(filters, names, now)}</Sentence>
            </h2>
            <span className="flex flex-wrap items-center gap-2 print:hidden">
              <DeclaringProjects skillIds={skillIds} />
              <DownloadCsv query={whoKnowsQuery(questionOf(filters, now))} label={t`Download these people as CSV`} />
            </span>
          </div>
          <PeopleFound
            me={profile.id}
            action={<DeclaringProjects skillIds={skillIds} />}
            onChange={change}
            {...{ filters, names, now, maySeeSkills }}
          />
        </>
      )}
    </Page>
  );
}

/** Leads to the projects that declare a skill, if the question has only one. */
function DeclaringProjects({ skillIds }: { skillIds: readonly number[] }) {
  const [skill, ...others] = skillIds;
  if (others.length > 0) return null;
  return (
    <Link to={paths.projects} search={{ skill }} className={buttonClass('secondary', 'sm')}>
      <Trans>Projects that declare it</Trans>
    </Link>
  );
}
