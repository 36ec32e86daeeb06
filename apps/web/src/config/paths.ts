/**
 * Every address of the application, as the router writes it. Link with `<Link to={paths.project} params={{ projectId }}>`:
 * parameters and search are typed by the route.
 */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  invitation: '/invitations/$code',
  me: '/me',
  account: '/account',
  skillTracker: '/people/$personId/skills',
  profile: '/people/$personId',
  people: '/people',
  inbox: '/inbox',
  projects: '/projects',
  project: '/projects/$projectId',
  mentorship: '/mentorship',
  skillsMatrix: '/matrix',
  whoKnows: '/who-knows',
  organization: '/organization',
  admin: '/admin',
  adminTaxonomy: '/admin/taxonomy',
  adminPeople: '/admin/people',
  adminImports: '/admin/imports',
  adminTokens: '/admin/tokens',
  adminMismatches: '/admin/mismatches',
  adminAuditLog: '/admin/audit-log',
} as const;
