import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { createApiToken, revokeApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import type { TestApi } from '../api-client.js';
import { factories } from '../factories.js';
import type { CallerName } from './table.js';

/** The people and records that the matrix refers to. Each cell of the matrix gets a new scene. */
export interface Scene {
  api: TestApi;
  make: ReturnType<typeof factories>;
  ids: Readonly<Record<'outsider' | 'member' | 'lead' | 'admin' | 'stranger', number>>;
  tokens: Readonly<Record<Exclude<CallerName, 'anonymous'>, string>>;
  skillIds: readonly number[];
  projectId: number;
  assignmentId: number;
  updateId: number;
  sessionId: number;
}

/**
 * Creates a project with two skills, a Tech Lead and one member. The member has posted an update, and the lead is their
 * mentor. A second project has the stranger as its Tech Lead and the outsider as a member. The admin is on no project.
 */
export async function createScene(api: TestApi): Promise<Scene> {
  const make = factories(api.database);
  const [outsider, member, lead, admin, stranger] = await Promise.all([
    make.profile(),
    make.profile(),
    make.profile(),
    make.profile({ isAdmin: true }),
    make.profile(),
  ]);
  const ids = { outsider, member, lead, admin, stranger };
  const skillIds = await Promise.all([make.skill(), make.skill()]);
  const [projectId, elsewhere] = await Promise.all([
    make.project({ techLeadId: lead, skillIds }),
    make.project({ techLeadId: stranger, skillIds }),
  ]);
  const [assignmentId] = await Promise.all([
    make.assignment({ profileId: member, projectId }),
    make.assignment({ profileId: outsider, projectId: elsewhere }),
  ]);
  const update = await postProgressUpdate(
    api.database,
    { profileId: member, isAdmin: false, via: 'token' },
    { projectId, content: 'work' },
  );
  const [session] = await api.database.query<{ id: number }>(
    "INSERT INTO mentorship_sessions (intern_id, mentor_id, session_focus) VALUES ($1, $2, 'technical_guidance') RETURNING id",
    [member, lead],
  );
  const revoked = await createApiToken(api.database, { name: 'revoked', profileId: admin, creator: { profileId: admin } });
  await revokeApiToken(api.database, revoked.id);
  const [outsiders, members, leads, admins] = await Promise.all([outsider, member, lead, admin].map((id) => api.tokenOf(id)));
  return {
    api,
    make,
    ids,
    skillIds,
    projectId,
    assignmentId,
    tokens: { outsider: outsiders ?? '', member: members ?? '', lead: leads ?? '', admin: admins ?? '', revoked: revoked.token },
    updateId: update.id,
    sessionId: session?.id ?? 0,
  };
}
