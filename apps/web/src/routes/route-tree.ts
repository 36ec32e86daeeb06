import { msg, t } from '@lingui/core/macro';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, notFound, redirect } from '@tanstack/react-router';
import { Frame } from '#components/frame/frame.tsx';
import { paths } from '#config/paths.ts';
import { skillsQuery } from '#features/admin-taxonomy/api/list-skills.ts';
import { freshnessQuery } from '#features/freshness/api/freshness.ts';
import { newAnswersQuery } from '#features/own-suggestions/api/list-proposals.ts';
import { newDecisionsQuery } from '#features/own-suggestions/api/list-suggestions.ts';
import { peopleQuery } from '#features/people/api/list-people.ts';
import { membersQuery } from '#features/projects/api/members.ts';
import { projectsQuery } from '#features/projects/api/list-projects.ts';
import { prefetchTracker } from '#features/skill-tracker/prefetch-tracker.ts';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { profileQuery } from '#lib/api/profile.ts';
import { projectQuery } from '#lib/api/project.ts';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { followLanguageOf } from '#lib/i18n/page-locale.ts';
import { idOf } from '#lib/search-params.ts';
import { mayOpenFreshness, mayOpenOrganization } from '#lib/session/may-open.ts';
import { sessionQuery } from '#lib/session/session.ts';
import { waitBriefly } from '#lib/wait-briefly.ts';
import { adminPeopleSearch, adminTokensSearch, auditLogSearch, mismatchesSearch, skillFilters, taxonomySearch } from './admin.search.ts';
import { AdminLayout } from './admin.layout.tsx';
import { FailedPageWithoutFrame } from './failed-page.tsx';
import { freshnessFilter, freshnessSearch } from './freshness.search.ts';
import { inboxSearch } from './inbox.search.ts';
import { lazyPage } from './lazy-page.tsx';
import { mentorshipSearch } from './mentorship.search.ts';
import { NotFound } from './not-found.tsx';
import { organizationSearch } from './organization.search.ts';
import { peopleFilters, peopleSearch } from './people.search.ts';
import { profileSearch } from './profile.search.ts';
import { memberFilter, projectSearch, tabIn } from './project.search.ts';
import { projectFilter, projectsSearch } from './projects.search.ts';
import { Root } from './root.layout.tsx';
import { savedViewsSearch } from './saved-views.search.ts';
import { signInSearch } from './sign-in.search.ts';
import { skillTrackerSearch } from './skill-tracker.search.ts';
import { skillsMatrixSearch } from './skills-matrix.search.ts';
import { whoKnowsSearch } from './who-knows.search.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Root });

/** An id in a path. Any other value is a page that does not exist. */
function idIn<Name extends string>(name: Name) {
  return {
    parse: (raw: Record<Name, string>) => {
      const id = idOf(raw[name]);
      if (id === undefined) throw notFound();
      return { [name]: id } as Record<Name, number>;
    },
    stringify: (params: Record<Name, number>) => ({ [name]: String(params[name]) }) as Record<Name, string>,
  };
}
const personId = idIn('personId');
const projectId = idIn('projectId');

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: signInSearch,
  beforeLoad: async ({ context: { queryClient }, search }) => {
    const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined);
    if (session) throw redirect({ href: search.next ?? paths.home });
  },
  component: lazyPage(() => import('./sign-in.page.tsx'), 'sign-in'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  component: lazyPage(() => import('./invitation.page.tsx'), 'invitation'),
});

/** All pages for signed-in people. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  beforeLoad: async ({ context: { queryClient }, location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery);
      // The page is about to reload, so it must not show anything in the wrong language.
      if (followLanguageOf(session)) await new Promise(() => {});
      return { session };
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      throw redirect({ to: paths.signIn, search: { next: location.href === paths.home ? undefined : location.href } });
    }
  },
  component: Frame,
  errorComponent: FailedPageWithoutFrame,
});

interface OwnSkills {
  context: { session: { profile: { id: number } } };
  location: { search: object };
}
/** Keeps the search of the address, so that people can share `/me?range=…` and each sees their own skills. */
const toOwnSkills = ({ context: { session }, location }: OwnSkills) => {
  const search = skillTrackerSearch({ ...location.search });
  throw redirect({ to: paths.skillTracker, params: { personId: session.profile.id }, search, replace: true });
};
// The router never shows this component here, because both routes redirect. It makes the code load during the redirect.
const skillTrackerPage = lazyPage(() => import('./skill-tracker.page.tsx'), 'own-suggestions', 'setup', 'skill-tracker');
const home = createRoute({ getParentRoute: () => frame, path: paths.home, beforeLoad: toOwnSkills, component: skillTrackerPage });
const me = createRoute({ getParentRoute: () => frame, path: paths.me, beforeLoad: toOwnSkills, component: skillTrackerPage });

const account = createRoute({
  getParentRoute: () => frame,
  path: paths.account,
  staticData: { crumbs: [{ label: msg`Account` }] },
  component: lazyPage(() => import('./account.page.tsx'), 'account'),
});
const unknownPage = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });

const toPeople = { label: msg`People`, to: paths.people } as const;
const toPerson = { label: msg`Profile`, named: 'person', to: paths.profile } as const;
const toProjects = { label: msg`Projects`, to: paths.projects } as const;

const skillTracker = createRoute({
  getParentRoute: () => frame,
  path: paths.skillTracker,
  params: personId,
  validateSearch: skillTrackerSearch,
  staticData: { crumbs: [toPeople, toPerson, { label: msg`Skills` }] },
  loader: ({ context: { queryClient, session }, params, location }) => {
    const isOwn = params.personId === session.profile.id;
    return waitBriefly(
      Promise.all([
        prefetchTracker(queryClient, params.personId, skillTrackerSearch({ ...location.search })),
        // They are above the charts, and would move them if they came later.
        isOwn && queryClient.prefetchQuery(newDecisionsQuery),
        isOwn && queryClient.prefetchQuery(newAnswersQuery(params.personId)),
      ]),
    );
  },
  component: skillTrackerPage,
});
const profile = createRoute({
  getParentRoute: () => frame,
  path: paths.profile,
  params: personId,
  validateSearch: profileSearch,
  staticData: { crumbs: [toPeople, toPerson] },
  loader: ({ context: { queryClient }, params }) => waitBriefly(queryClient.prefetchQuery(profileQuery(params.personId))),
  component: lazyPage(() => import('./profile.page.tsx'), 'own-suggestions', 'profile'),
});
const people = createRoute({
  getParentRoute: () => frame,
  path: paths.people,
  validateSearch: peopleSearch,
  staticData: { crumbs: [toPeople] },
  loader: ({ context: { queryClient }, location }) =>
    void queryClient.prefetchInfiniteQuery(peopleQuery(peopleFilters(peopleSearch({ ...location.search })))),
  component: lazyPage(() => import('./people.page.tsx'), 'people'),
});
const inbox = createRoute({
  getParentRoute: () => frame,
  path: paths.inbox,
  validateSearch: inboxSearch,
  staticData: { crumbs: [{ label: msg`Inbox` }] },
  loader: ({ context: { queryClient } }) => waitBriefly(queryClient.prefetchQuery(validationInboxQuery)),
  component: lazyPage(() => import('./inbox.page.tsx'), 'validation-inbox'),
});
const projects = createRoute({
  getParentRoute: () => frame,
  path: paths.projects,
  validateSearch: projectsSearch,
  staticData: { crumbs: [toProjects] },
  loader: ({ context: { queryClient, session }, location }) =>
    void queryClient.prefetchInfiniteQuery(projectsQuery(projectFilter(projectsSearch({ ...location.search }), session.profile.id))),
  component: lazyPage(() => import('./projects.page.tsx'), 'projects'),
});
const project = createRoute({
  getParentRoute: () => frame,
  path: paths.project,
  params: projectId,
  validateSearch: projectSearch,
  staticData: { crumbs: [toProjects, { label: msg`Project`, named: 'project' }] },
  loader: ({ context: { queryClient }, params, location }) => {
    const search = projectSearch({ ...location.search });
    if (tabIn(search) === 'overview') void queryClient.prefetchInfiniteQuery(membersQuery(params.projectId, memberFilter(search)));
    return waitBriefly(queryClient.prefetchQuery(projectQuery(params.projectId)));
  },
  component: lazyPage(() => import('./project.page.tsx'), 'group-charts', 'progress-updates', 'projects', 'skills-matrix'),
});
const mentorship = createRoute({
  getParentRoute: () => frame,
  path: paths.mentorship,
  validateSearch: mentorshipSearch,
  staticData: { crumbs: [{ label: msg`Mentorship` }] },
  component: lazyPage(() => import('./mentorship.page.tsx'), 'mentorship'),
});
const skillsMatrix = createRoute({
  getParentRoute: () => frame,
  path: paths.skillsMatrix,
  validateSearch: skillsMatrixSearch,
  staticData: { crumbs: [{ label: msg`Skills matrix` }] },
  component: lazyPage(() => import('./skills-matrix.page.tsx'), 'skills-matrix'),
});
const whoKnows = createRoute({
  getParentRoute: () => frame,
  path: paths.whoKnows,
  validateSearch: whoKnowsSearch,
  staticData: { crumbs: [{ label: msg`Who knows…` }] },
  component: lazyPage(() => import('./who-knows.page.tsx'), 'who-knows'),
});
const freshness = createRoute({
  getParentRoute: () => frame,
  path: paths.freshness,
  validateSearch: freshnessSearch,
  beforeLoad: ({ context: { session } }) => {
    if (!mayOpenFreshness(session))
      throw new ApiProblem('FORBIDDEN', 403, t`Only Tech Leads of active projects and admins can see when skills go stale.`);
  },
  staticData: { crumbs: [{ label: msg`Freshness` }] },
  loader: ({ context: { queryClient, session }, location }) => {
    const search = freshnessSearch({ ...location.search });
    if (search.tab === undefined && mayOpenFreshness(session))
      void queryClient.prefetchInfiniteQuery(freshnessQuery(freshnessFilter(search, session)));
  },
  component: lazyPage(() => import('./freshness.page.tsx'), 'freshness'),
});
const savedViews = createRoute({
  getParentRoute: () => frame,
  path: paths.savedViews,
  validateSearch: savedViewsSearch,
  staticData: { crumbs: [{ label: msg`Saved views` }] },
  component: lazyPage(() => import('./saved-views.page.tsx'), 'saved-views'),
});
const organization = createRoute({
  getParentRoute: () => frame,
  path: paths.organization,
  validateSearch: organizationSearch,
  beforeLoad: ({ context: { session } }) => {
    if (!mayOpenOrganization(session)) throw new ApiProblem('FORBIDDEN', 403, t`Only admins can see the charts of the whole organization.`);
  },
  staticData: { crumbs: [{ label: msg`Organization` }] },
  component: lazyPage(() => import('./organization.page.tsx'), 'group-charts'),
});

const admin = createRoute({
  getParentRoute: () => frame,
  path: paths.admin,
  beforeLoad: ({ context: { session }, location }) => {
    if (!session.profile.isAdmin) throw new ApiProblem('FORBIDDEN', 403, t`Only admins can open this page.`);
    if (location.pathname === paths.admin) throw redirect({ to: paths.adminTaxonomy, replace: true });
  },
  staticData: { crumbs: [{ label: msg`Admin`, to: paths.admin }] },
  component: AdminLayout,
});
const adminTaxonomy = createRoute({
  getParentRoute: () => admin,
  path: '/taxonomy',
  validateSearch: taxonomySearch,
  staticData: { crumbs: [{ label: msg`Taxonomy` }] },
  loader: ({ context: { queryClient, session }, location }) => {
    if (session.profile.isAdmin) void queryClient.prefetchInfiniteQuery(skillsQuery(skillFilters(taxonomySearch({ ...location.search }))));
  },
  component: lazyPage(() => import('./admin-taxonomy.page.tsx'), 'admin-taxonomy'),
});
const adminPeople = createRoute({
  getParentRoute: () => admin,
  path: '/people',
  validateSearch: adminPeopleSearch,
  staticData: { crumbs: [{ label: msg`People` }] },
  component: lazyPage(() => import('./admin-people.page.tsx'), 'admin-people'),
});
const adminImports = createRoute({
  getParentRoute: () => admin,
  path: '/imports',
  staticData: { crumbs: [{ label: msg`Imports` }] },
  component: lazyPage(() => import('./admin-imports.page.tsx'), 'admin-imports'),
});
const adminTokens = createRoute({
  getParentRoute: () => admin,
  path: '/tokens',
  validateSearch: adminTokensSearch,
  staticData: { crumbs: [{ label: msg`API tokens` }] },
  component: lazyPage(() => import('./admin-tokens.page.tsx'), 'admin-tokens'),
});
const adminMismatches = createRoute({
  getParentRoute: () => admin,
  path: '/mismatches',
  validateSearch: mismatchesSearch,
  staticData: { crumbs: [{ label: msg`Mismatches` }] },
  component: lazyPage(() => import('./admin-mismatches.page.tsx'), 'admin-mismatches'),
});

const adminAuditLog = createRoute({
  getParentRoute: () => admin,
  path: '/audit-log',
  validateSearch: auditLogSearch,
  staticData: { crumbs: [{ label: msg`Audit log` }] },
  component: lazyPage(() => import('./admin-audit-log.page.tsx'), 'admin-audit-log'),
});

/** All pages: the address, the search and the file of each. */
export const routeTree = root.addChildren([
  signIn,
  invitation,
  frame.addChildren([
    home,
    me,
    account,
    skillTracker,
    profile,
    people,
    inbox,
    projects,
    project,
    skillsMatrix,
    mentorship,
    whoKnows,
    freshness,
    savedViews,
    organization,
    unknownPage,
    admin.addChildren([adminTaxonomy, adminPeople, adminImports, adminTokens, adminMismatches, adminAuditLog]),
  ]),
]);
