import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { endSessionsAndTokens } from '../../src/sign-in/sessions/end-sessions-and-tokens.js';
import type { Scene } from './scene.js';
import type { CallerName, MatrixLine } from './table.js';

/** The headers that identify the caller. */
export type Credentials = Readonly<Record<string, string>>;

/**
 * A caller that is not in the table. Rights depend only on the current state, so the expected statuses come from a caller
 * of the table (`like`). `but` lists the exceptions: routes with the status that this caller gets instead.
 */
export interface FurtherCaller {
  name: string;
  like: CallerName;
  but?: Readonly<Record<string, number>>;
  credentials(scene: Scene): Promise<Credentials>;
}

const bearer = (token: string): Credentials => ({ authorization: `Bearer ${token}` });
const tokenFor = async ({ api }: Scene, profileId: number) => bearer(await api.tokenOf(profileId));
const sessionFor = async ({ api }: Scene, profileId: number): Promise<Credentials> => ({
  cookie: (await api.app.get(BrowserSessions).start(profileId)).split(';')[0] ?? '',
});

/** A token for the admin of the scene, or for the given person, created by another admin. */
async function tokenOfAnotherAdmin({ api, make, ids }: Scene, profileId = ids.admin) {
  const former = await make.profile({ isAdmin: true });
  const { token } = await createApiToken(api.database, { name: 'given', profileId, creator: { profileId: former } });
  return { former, token };
}

/** People keep access to their own updates, mentorship sessions and skills after they leave a project. */
const STAYS_THEIR_OWN = {
  'GET /api/skill_proposals/:id': 200,
  'PATCH /api/saved_views/:id': 200,
  'DELETE /api/saved_views/:id': 204,
  'GET /api/progress_updates/:id': 200,
  'GET /api/progress_updates/:id/signals': 200,
  'PATCH /api/progress_updates/:id': 200,
  'GET /api/mentorship_sessions/:id': 200,
  'PATCH /api/mentorship_sessions/:id': 200,
  'GET /api/suggestions/:id': 200,
  'GET /api/profiles/:id': 200,
  'GET /api/users/:id/projects': 200,
  'GET /api/users/:id/timeline': 200,
  'GET /api/users/:id/skills/distribution': 200,
  'GET /api/users/:id/skills/momentum': 200,
  'GET /api/users/:id/skills/activity': 200,
  'GET /api/users/:id/skills/calendar': 200,
  'GET /api/users/:id/skills/summary': 200,
};

/**
 * Routes that accept only a browser session, not a token. The person has no password, so changing it fails with 400, and the
 * session in the request belongs to another person, so it is not found.
 */
const IN_A_BROWSER = {
  'PUT /api/session/password': 400,
  'GET /api/sessions': 200,
  'DELETE /api/sessions': 204,
  'DELETE /api/sessions/:id': 404,
};

/** Every Tech Lead of an active project sees everyone's skills. */
const SKILLS_OF_OTHERS = {
  'GET /api/profiles/:id': 200,
  'GET /api/users/:id/projects': 200,
  'GET /api/users/:id/timeline': 200,
  'GET /api/users/:id/skills/distribution': 200,
  'GET /api/users/:id/skills/momentum': 200,
  'GET /api/users/:id/skills/activity': 200,
  'GET /api/users/:id/skills/calendar': 200,
  'GET /api/users/:id/skills/summary': 200,
  'GET /api/projects/:id/skills/risks': 200,
  'GET /api/organization/skills/risks': 200,
  'GET /api/freshness': 200,
  'GET /api/freshness/projects': 200,
};
const INBOX = {
  'GET /api/validation_inbox': 200,
  'POST /api/validation_inbox/resolve': 200,
  'GET /api/validation_inbox/decisions': 200,
  // Another person withdrew the level.
  'POST /api/validation_inbox/decisions/:id/restore': 404,
};

export const FURTHER_CALLERS: readonly FurtherCaller[] = [
  { name: 'the member, by session', like: 'member', but: IN_A_BROWSER, credentials: (scene) => sessionFor(scene, scene.ids.member) },
  { name: 'the Tech Lead, by session', like: 'lead', but: IN_A_BROWSER, credentials: (scene) => sessionFor(scene, scene.ids.lead) },
  { name: 'the admin, by session', like: 'admin', but: IN_A_BROWSER, credentials: (scene) => sessionFor(scene, scene.ids.admin) },
  {
    name: 'a former member of the project',
    like: 'outsider',
    but: STAYS_THEIR_OWN,
    credentials: async (scene) => {
      await scene.api.database.query("UPDATE assignments SET ended_at = date_trunc('milliseconds', now()) WHERE id = $1", [
        scene.assignmentId,
      ]);
      return tokenFor(scene, scene.ids.member);
    },
  },
  {
    name: 'the Tech Lead of another project',
    like: 'outsider',
    but: {
      ...SKILLS_OF_OTHERS,
      ...INBOX,
      // The request names the caller as their own mentor.
      'POST /api/mentorship_sessions': 400,
    },
    credentials: (scene) => tokenFor(scene, scene.ids.stranger),
  },
  {
    name: 'the Tech Lead of another project, which has no members',
    like: 'outsider',
    but: { ...SKILLS_OF_OTHERS, ...INBOX },
    credentials: async (scene) => {
      await scene.make.project({ techLeadId: scene.ids.outsider });
      return bearer(scene.tokens.outsider);
    },
  },
  {
    name: 'the Tech Lead of another project, which has ended',
    like: 'outsider',
    but: INBOX,
    credentials: async (scene) => {
      for (const status of ['completed', 'archived']) {
        const projectId = await scene.make.project({ techLeadId: scene.ids.outsider });
        await scene.make.assignment({ profileId: scene.ids.member, projectId });
        await scene.api.database.query('UPDATE projects SET status = $2, completed_at = now() WHERE id = $1', [projectId, status]);
      }
      return bearer(scene.tokens.outsider);
    },
  },
  {
    name: 'the Tech Lead of another project, who has just assigned the member to it',
    like: 'outsider',
    but: { ...SKILLS_OF_OTHERS, ...INBOX },
    credentials: async (scene) => {
      const projectId = await scene.make.project({ techLeadId: scene.ids.outsider, skillIds: [...scene.skillIds] });
      await scene.api.call('POST', `/api/projects/${projectId}/assignments`, {
        token: scene.tokens.outsider,
        body: { profileId: scene.ids.member, role: 'Engineer' },
      });
      return bearer(scene.tokens.outsider);
    },
  },
  {
    name: 'an outsider, while the member shares their validated skills',
    like: 'outsider',
    but: { 'GET /api/profiles/:id': 200 },
    credentials: async (scene) => {
      await scene.api.database.query('UPDATE profiles SET shares_validated_skills = true WHERE id = $1', [scene.ids.member]);
      return bearer(scene.tokens.outsider);
    },
  },
  {
    name: 'a former Tech Lead of the project, by an earlier token',
    like: 'outsider',
    // The caller is still the mentor of that session.
    but: { 'GET /api/mentorship_sessions/:id': 200, 'PATCH /api/mentorship_sessions/:id': 200 },
    credentials: async (scene) => {
      await scene.api.database.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [scene.projectId, scene.ids.admin]);
      return bearer(scene.tokens.lead);
    },
  },
  {
    name: 'a former Tech Lead of the project, by an earlier session',
    like: 'outsider',
    but: { ...IN_A_BROWSER, 'GET /api/mentorship_sessions/:id': 200, 'PATCH /api/mentorship_sessions/:id': 200 },
    credentials: async (scene) => {
      const session = await sessionFor(scene, scene.ids.lead);
      await scene.api.database.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [scene.projectId, scene.ids.admin]);
      return session;
    },
  },
  {
    name: 'a former admin, by an earlier token',
    like: 'outsider',
    credentials: async (scene) => {
      await scene.api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [scene.ids.admin]);
      return bearer(scene.tokens.admin);
    },
  },
  {
    name: 'a former admin, by an earlier session',
    like: 'outsider',
    but: IN_A_BROWSER,
    credentials: async (scene) => {
      const session = await sessionFor(scene, scene.ids.admin);
      await scene.api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [scene.ids.admin]);
      return session;
    },
  },
  {
    name: 'an expired token of an admin',
    like: 'revoked',
    credentials: async ({ api, ids }) => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const { id, token } = await createApiToken(api.database, { name: 'expired', profileId: ids.admin, expiresAt });
      await api.database.query("UPDATE api_tokens SET expires_at = now() - interval '1 millisecond' WHERE id = $1", [id]);
      return bearer(token);
    },
  },
  {
    name: 'a token of an admin who left',
    like: 'revoked',
    credentials: async ({ api, make }) => {
      const left = await make.profile({ isAdmin: true });
      const token = await api.tokenOf(left);
      await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
      return bearer(token);
    },
  },
  {
    name: 'a session of an admin who left',
    like: 'revoked',
    credentials: async (scene) => {
      const left = await scene.make.profile({ isAdmin: true });
      const session = await sessionFor(scene, left);
      await scene.api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
      return session;
    },
  },
  {
    name: 'a session of an admin that was ended',
    like: 'revoked',
    credentials: async (scene) => {
      const person = await scene.make.profile({ isAdmin: true });
      const session = await sessionFor(scene, person);
      await endSessionsAndTokens(scene.api.database, person);
      return session;
    },
  },
  {
    name: 'a token that a former admin created for another admin',
    like: 'revoked',
    credentials: async (scene) => {
      const { former, token } = await tokenOfAnotherAdmin(scene);
      await scene.api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [former]);
      return bearer(token);
    },
  },
  {
    name: 'a token that a former employee created as an admin for a member',
    like: 'revoked',
    credentials: async (scene) => {
      const { former, token } = await tokenOfAnotherAdmin(scene, scene.ids.member);
      await scene.api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [former]);
      return bearer(token);
    },
  },
  {
    // test/attacks/self-approval.int.test.ts covers the decisions that this caller may not make.
    name: 'an admin with the token of another admin',
    like: 'admin',
    credentials: async (scene) => bearer((await tokenOfAnotherAdmin(scene)).token),
  },
  {
    name: 'a valid session of an admin together with an invalid token',
    like: 'revoked',
    credentials: async (scene) => ({ ...(await sessionFor(scene, scene.ids.admin)), authorization: 'Bearer skt_none' }),
  },
];

/** The status that this caller must get from the route. */
export function expectedFor({ like, but }: FurtherCaller, { route, expected }: MatrixLine): number {
  return but?.[route] ?? expected[like];
}
