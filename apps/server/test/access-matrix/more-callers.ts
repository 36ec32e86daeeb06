import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { endSessionsAndTokens } from '../../src/sign-in/sessions/end-sessions-and-tokens.js';
import type { Scene } from './scene.js';
import type { CallerName, MatrixLine } from './table.js';

/** What a request is sent with. */
export type Credentials = Readonly<Record<string, string>>;

/**
 * A kind of caller beyond those of the table. What becomes of them follows from the table, for a right is what somebody has
 * at this moment: `like` names whom they are treated as, and `but` the routes where they are not, each with its status.
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

/** A token that acts as the admin of the scene, or as the person given, and that another admin made. */
async function tokenOfAnotherAdmin({ api, make, ids }: Scene, profileId = ids.admin) {
  const former = await make.profile({ isAdmin: true });
  const { token } = await createApiToken(api.database, { name: 'given', profileId, creator: { profileId: former } });
  return { former, token };
}

/** Nobody can tell how an author's own update, an intern's own session stops being theirs: it does not. */
const STAYS_THEIR_OWN = {
  'GET /api/progress_updates/:id': 200,
  'GET /api/progress_updates/:id/signals': 200,
  'PATCH /api/progress_updates/:id': 200,
  'GET /api/mentorship_sessions/:id': 200,
  'PATCH /api/mentorship_sessions/:id': 200,
  'GET /api/suggestions/:id': 200,
  'GET /api/profiles/:id': 200,
  'GET /api/users/:id/projects': 200,
  'GET /api/users/:id/skills/distribution': 200,
  'GET /api/users/:id/skills/momentum': 200,
  'GET /api/users/:id/skills/activity': 200,
  'GET /api/users/:id/skills/calendar': 200,
  'GET /api/users/:id/skills/summary': 200,
};

/** How they sign in is theirs in a browser, where a token has no say: without a password of theirs, and with the session of another. */
const IN_A_BROWSER = {
  'PUT /api/session/password': 400,
  'GET /api/sessions': 200,
  'DELETE /api/sessions': 204,
  'DELETE /api/sessions/:id': 404,
};

/** Every Tech Lead of an active project sees the skills of everybody. */
const SKILLS_OF_OTHERS = {
  'GET /api/profiles/:id': 200,
  'GET /api/users/:id/projects': 200,
  'GET /api/users/:id/skills/distribution': 200,
  'GET /api/users/:id/skills/momentum': 200,
  'GET /api/users/:id/skills/activity': 200,
  'GET /api/users/:id/skills/calendar': 200,
  'GET /api/users/:id/skills/summary': 200,
};
const INBOX = { 'GET /api/validation_inbox': 200, 'POST /api/validation_inbox/resolve': 200 };

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
      // Asked to be their own mentor.
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
    name: 'the Tech Lead who lost the lead, by the token of before',
    like: 'outsider',
    // Still the mentor of that session.
    but: { 'GET /api/mentorship_sessions/:id': 200, 'PATCH /api/mentorship_sessions/:id': 200 },
    credentials: async (scene) => {
      await scene.api.database.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [scene.projectId, scene.ids.admin]);
      return bearer(scene.tokens.lead);
    },
  },
  {
    name: 'the Tech Lead who lost the lead, by the session of before',
    like: 'outsider',
    but: { ...IN_A_BROWSER, 'GET /api/mentorship_sessions/:id': 200, 'PATCH /api/mentorship_sessions/:id': 200 },
    credentials: async (scene) => {
      const session = await sessionFor(scene, scene.ids.lead);
      await scene.api.database.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [scene.projectId, scene.ids.admin]);
      return session;
    },
  },
  {
    name: 'an admin who is none any more, by the token of before',
    like: 'outsider',
    credentials: async (scene) => {
      await scene.api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [scene.ids.admin]);
      return bearer(scene.tokens.admin);
    },
  },
  {
    name: 'an admin who is none any more, by the session of before',
    like: 'outsider',
    but: IN_A_BROWSER,
    credentials: async (scene) => {
      const session = await sessionFor(scene, scene.ids.admin);
      await scene.api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [scene.ids.admin]);
      return session;
    },
  },
  {
    name: 'the expired token of an admin',
    like: 'revoked',
    credentials: async ({ api, ids }) => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const { id, token } = await createApiToken(api.database, { name: 'expired', profileId: ids.admin, expiresAt });
      await api.database.query("UPDATE api_tokens SET expires_at = now() - interval '1 millisecond' WHERE id = $1", [id]);
      return bearer(token);
    },
  },
  {
    name: 'the token of an admin who left',
    like: 'revoked',
    credentials: async ({ api, make }) => {
      const left = await make.profile({ isAdmin: true });
      const token = await api.tokenOf(left);
      await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
      return bearer(token);
    },
  },
  {
    name: 'the session of an admin who left',
    like: 'revoked',
    credentials: async (scene) => {
      const left = await scene.make.profile({ isAdmin: true });
      const session = await sessionFor(scene, left);
      await scene.api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [left]);
      return session;
    },
  },
  {
    name: 'the session of an admin that was ended',
    like: 'revoked',
    credentials: async (scene) => {
      const person = await scene.make.profile({ isAdmin: true });
      const session = await sessionFor(scene, person);
      await endSessionsAndTokens(scene.api.database, person);
      return session;
    },
  },
  {
    name: 'the token that a former admin made for another admin',
    like: 'revoked',
    credentials: async (scene) => {
      const { former, token } = await tokenOfAnotherAdmin(scene);
      await scene.api.database.query('UPDATE profiles SET is_admin = false WHERE id = $1', [former]);
      return bearer(token);
    },
  },
  {
    name: 'the token that an admin who left made for a member',
    like: 'revoked',
    credentials: async (scene) => {
      const { former, token } = await tokenOfAnotherAdmin(scene, scene.ids.member);
      await scene.api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [former]);
      return bearer(token);
    },
  },
  {
    // Whom it may not decide about: test/attacks/own-decisions.int.test.ts.
    name: 'an admin with the token of another admin',
    like: 'admin',
    credentials: async (scene) => bearer((await tokenOfAnotherAdmin(scene)).token),
  },
  {
    name: 'the session of an admin beside a token that is none',
    like: 'revoked',
    credentials: async (scene) => ({ ...(await sessionFor(scene, scene.ids.admin)), authorization: 'Bearer skt_none' }),
  },
];

/** The status that such a caller must see. */
export function expectedFor({ like, but }: FurtherCaller, { route, expected }: MatrixLine): number {
  return but?.[route] ?? expected[like];
}
