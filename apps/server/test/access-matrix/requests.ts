import { BrowserSessions } from '../../src/platform/auth/browser-sessions.js';
import { createSavedView } from '../../src/saved-views/create-saved-view.js';
import { setPassword } from '../../src/sign-in/password/passwords.js';
import { createInvitation } from '../../src/sign-in/invitations/invitations.js';
import { proposeSkill } from '../../src/taxonomy/proposals/propose-skill.js';
import { reportSkill } from '../../src/validation/report-skill.js';
import { resolveSuggestions } from '../../src/validation/resolve-suggestions.js';
import { reject, suggest, validateLongAgo } from '../suggestions.js';
import type { Scene } from './scene.js';

interface SentRequest {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

type Request = (scene: Scene) => SentRequest | Promise<SentRequest>;

const PASSWORD = 'correct horse battery';
const at =
  (path: string): Request =>
  () => ({ path });
const ofPerson =
  (path: string): Request =>
  ({ ids }) => ({ path: `/api/users/${ids.member}/skills/${path}` });
const ofTeam =
  (path: string): Request =>
  ({ projectId }) => ({ path: `/api/projects/${projectId}/skills/${path}` });
const ofProject =
  (path: string, body?: (scene: Scene) => unknown): Request =>
  (scene) => ({ path: `/api/projects/${scene.projectId}${path}`, body: body?.(scene) });
/** A skill that the member has reported. */
const reported = async ({ api, ids, skillIds }: Scene): Promise<number> =>
  (await reportSkill(api.database, ids.member, { skillId: skillIds[0] ?? 0, suggestedProficiency: 'EXPERT' })).id;

let proposals = 0;
/** A name that the member has proposed. */
const proposed = async ({ api, ids }: Scene): Promise<number> =>
  (await proposeSkill(api.database, ids.member, { name: `Proposed ${(proposals += 1)}` })).id;

let savedViews = 0;
/** A view of the member that is shared with the project. A former member has no project to share it with. */
const savedBy = async ({ api, ids, projectId }: Scene): Promise<number> => {
  const body = { name: `Ours ${(savedViews += 1)}`, path: `/projects/${projectId}` };
  const save = (shared: { projectId?: number }) => createSavedView(api.database, ids.member, { ...body, ...shared });
  return (await save({ projectId }).catch(() => save({}))).id;
};
/** A decision of the lead that withdrew a level of the member. */
async function withdrawn({ api, ids }: Scene): Promise<number> {
  const [suggestionId = 0] = await suggest(api.database, 1, { profileId: ids.member, source: 'SYSTEM_FLAG' });
  await validateLongAgo(api.database, suggestionId, 'EXPERT', ids.lead);
  await resolveSuggestions(api.database, { profileId: ids.lead, isAdmin: true, via: 'token' }, [reject(suggestionId)]);
  return suggestionId;
}

/** A valid request for each route, so that the status in the matrix depends only on the access rule. */
export const REQUESTS: Readonly<Record<string, Request>> = {
  'GET /healthz': at('/healthz'),
  'GET /readyz': at('/readyz'),
  'GET /metrics': at('/metrics'),

  'GET /api/installation': at('/api/installation'),
  'GET /api/installation/checklist': at('/api/installation/checklist'),
  'POST /api/demo_session': async ({ api, ids }) => {
    await api.database.query("INSERT INTO profiles (email, name) VALUES ('amara.okafor@example.org', 'Amara') ON CONFLICT DO NOTHING");
    await api.database.query(
      "INSERT INTO projects (name, tech_lead_id, external_id) VALUES ('Demo', $1, 'demo:matrix') ON CONFLICT DO NOTHING",
      [ids.lead],
    );
    return { path: '/api/demo_session', body: { persona: 'member' } };
  },
  'POST /api/session': async ({ api, ids, make }) => {
    const email = `signs-in-${ids.member}@example.org`;
    await setPassword(api.database, await make.profile({ email }), PASSWORD);
    return { path: '/api/session', body: { email, password: PASSWORD } };
  },
  'GET /api/session': at('/api/session'),
  'DELETE /api/session': at('/api/session'),
  'PUT /api/session/password': () => ({
    path: '/api/session/password',
    body: { currentPassword: PASSWORD, newPassword: `another ${PASSWORD}` },
  }),
  'GET /api/sessions': at('/api/sessions'),
  'DELETE /api/sessions': at('/api/sessions'),
  // A session of another person.
  'DELETE /api/sessions/:id': async ({ api, ids }) => {
    await api.app.get(BrowserSessions).start(ids.stranger);
    const [session] = await api.database.query<{ id: number }>('SELECT id FROM auth_sessions WHERE profile_id = $1', [ids.stranger]);
    return { path: `/api/sessions/${session?.id}` };
  },
  'DELETE /api/profiles/:id/sessions': async ({ api, ids }) => {
    await api.app.get(BrowserSessions).start(ids.stranger);
    return { path: `/api/profiles/${ids.stranger}/sessions` };
  },
  'POST /api/api_tokens': ({ ids }) => ({ path: '/api/api_tokens', body: { name: 'programs', profileId: ids.stranger } }),
  'GET /api/api_tokens': at('/api/api_tokens'),
  'DELETE /api/api_tokens/:id': async ({ api, ids }) => {
    await api.tokenOf(ids.stranger);
    const [token] = await api.database.query<{ id: number }>('SELECT id FROM api_tokens WHERE profile_id = $1', [ids.stranger]);
    return { path: `/api/api_tokens/${token?.id}` };
  },
  'POST /api/profiles/:id/invitation': ({ ids }) => ({ path: `/api/profiles/${ids.stranger}/invitation` }),
  'POST /api/invitations': ({ ids }) => ({ path: '/api/invitations', body: { profileIds: [ids.stranger] } }),
  'POST /api/invitations/:code': async ({ api, ids }) => {
    const { url } = await createInvitation(api.database, { profileId: ids.stranger, publicUrl: 'http://localhost' });
    return { path: `/api/invitations/${url.split('/').at(-1)}`, body: { password: PASSWORD } };
  },

  'GET /api/skills': at('/api/skills'),
  'GET /api/skills/:id': ({ skillIds }) => ({ path: `/api/skills/${skillIds[0]}` }),
  'POST /api/skills': ({ ids }) => ({ path: '/api/skills', body: { name: `New ${ids.admin}`, category: 'Test' } }),
  'PATCH /api/skills/:id': ({ skillIds }) => ({ path: `/api/skills/${skillIds[0]}`, body: { category: 'Other' } }),
  'GET /api/skills/:id/people': ({ skillIds }) => ({ path: `/api/skills/${skillIds[0]}/people` }),
  'GET /api/who_knows': ({ skillIds }) => ({ path: `/api/who_knows?skillId=${skillIds[0]}` }),
  'GET /api/skill_categories': at('/api/skill_categories'),
  'GET /api/skills_matrix': ({ projectId }) => ({ path: `/api/skills_matrix?projectId=${projectId}` }),
  'GET /api/skills/:id/usage': ({ skillIds }) => ({ path: `/api/skills/${skillIds[0]}/usage` }),
  'GET /api/skills/:id/merge': ({ skillIds }) => ({ path: `/api/skills/${skillIds[0]}/merge?intoSkillId=${skillIds[1]}` }),
  'POST /api/skills/:id/merge': ({ skillIds }) => ({ path: `/api/skills/${skillIds[0]}/merge`, body: { intoSkillId: skillIds[1] } }),

  'GET /api/projects': at('/api/projects'),
  'POST /api/projects': ({ ids, skillIds }) => ({ path: '/api/projects', body: { name: 'New', techLeadId: ids.stranger, skillIds } }),
  'GET /api/projects/:id': ofProject(''),
  'PATCH /api/projects/:id': ofProject('', () => ({ description: 'Changed' })),
  'GET /api/projects/:id/skills': ofProject('/skills'),
  'PUT /api/projects/:id/skills': ofProject('/skills', ({ skillIds }) => ({ skillIds: skillIds.slice(0, 1) })),
  'GET /api/projects/:id/assignments': ofProject('/assignments'),
  'POST /api/projects/:id/assignments': ofProject('/assignments', ({ ids }) => ({ profileId: ids.stranger, role: 'Engineer' })),
  'POST /api/projects/:id/complete': ofProject('/complete'),
  'GET /api/projects/:id/completion_preview': ofProject('/completion_preview'),
  'GET /api/assignments/:id': ({ assignmentId }) => ({ path: `/api/assignments/${assignmentId}` }),
  'PATCH /api/assignments/:id': ({ assignmentId }) => ({ path: `/api/assignments/${assignmentId}`, body: { role: 'Architect' } }),

  'GET /api/audit_log': at('/api/audit_log'),
  'GET /api/audit_log/export': at('/api/audit_log/export'),

  'GET /api/profiles': at('/api/profiles'),
  'POST /api/profiles': ({ ids }) => ({ path: '/api/profiles', body: { email: `new-${ids.admin}@example.org`, name: 'New' } }),
  'GET /api/profiles/:id': ({ ids }) => ({ path: `/api/profiles/${ids.member}` }),
  'PATCH /api/profiles/:id': ({ ids }) => ({ path: `/api/profiles/${ids.member}`, body: { title: 'Engineer' } }),

  'GET /api/profiles/:id/erasure_preview': ({ ids }) => ({ path: `/api/profiles/${ids.stranger}/erasure_preview` }),
  'POST /api/profiles/:id/erase': async ({ make }) => {
    const email = `erased-${Math.random()}@example.org`;
    return { path: `/api/profiles/${await make.profile({ email })}/erase`, body: { confirm: email } };
  },

  'POST /api/directory/sync': ({ ids }) => ({
    path: '/api/directory/sync',
    body: { skills: [{ name: `Synced ${ids.admin}`, category: 'Test' }] },
  }),

  'POST /api/mentorship_sessions': ({ ids }) => ({
    path: '/api/mentorship_sessions',
    body: { mentorId: ids.stranger, sessionFocus: 'technical_guidance' },
  }),
  'GET /api/mentorship_sessions': at('/api/mentorship_sessions'),
  'GET /api/mentorship_sessions/:id': ({ sessionId }) => ({ path: `/api/mentorship_sessions/${sessionId}` }),
  'PATCH /api/mentorship_sessions/:id': ({ sessionId }) => ({
    path: `/api/mentorship_sessions/${sessionId}`,
    body: { status: 'cancelled' },
  }),

  'POST /api/skill_proposals': () => ({ path: '/api/skill_proposals', body: { name: `Missing ${(proposals += 1)}`, reason: 'Needed' } }),
  'GET /api/skill_proposals': at('/api/skill_proposals'),
  'GET /api/skill_proposals/:id': async (scene) => ({ path: `/api/skill_proposals/${await proposed(scene)}` }),
  'POST /api/skill_proposals/:id/accept': async (scene) => ({
    path: `/api/skill_proposals/${await proposed(scene)}/accept`,
    body: { category: 'Test' },
  }),
  'POST /api/skill_proposals/:id/decline': async (scene) => ({
    path: `/api/skill_proposals/${await proposed(scene)}/decline`,
    body: { comment: 'Too vague' },
  }),

  'POST /api/saved_views': () => ({
    path: '/api/saved_views',
    body: { name: 'Engineers', path: '/people', search: { search: 'engineer' } },
  }),
  'GET /api/saved_views': at('/api/saved_views'),
  'PATCH /api/saved_views/:id': async (scene) => ({ path: `/api/saved_views/${await savedBy(scene)}`, body: { name: 'Renamed' } }),
  'DELETE /api/saved_views/:id': async (scene) => ({ path: `/api/saved_views/${await savedBy(scene)}` }),

  'POST /api/progress_updates': ({ projectId }) => ({ path: '/api/progress_updates', body: { projectId, content: 'Work' } }),
  'POST /api/progress_updates/import': ({ projectId, ids }) => ({
    path: '/api/progress_updates/import',
    body: `${JSON.stringify({ projectId, userId: ids.member, content: 'Work', createdAt: '2024-01-01T00:00:00Z' })}\n`,
    headers: { 'content-type': 'application/x-ndjson' },
  }),
  'GET /api/progress_updates': ({ projectId }) => ({ path: `/api/progress_updates?projectId=${projectId}` }),
  'GET /api/progress_updates/:id': ({ updateId }) => ({ path: `/api/progress_updates/${updateId}` }),
  'GET /api/progress_updates/:id/signals': ({ updateId }) => ({ path: `/api/progress_updates/${updateId}/signals` }),
  'PATCH /api/progress_updates/:id': ({ updateId }) => ({ path: `/api/progress_updates/${updateId}`, body: { content: 'Better said' } }),

  'POST /api/suggestions': ({ skillIds }) => ({ path: '/api/suggestions', body: { skillId: skillIds[0], suggestedProficiency: 'EXPERT' } }),
  'GET /api/suggestions': at('/api/suggestions'),
  'GET /api/suggestions/:id': async (scene) => ({ path: `/api/suggestions/${await reported(scene)}` }),
  'GET /api/validation_inbox': at('/api/validation_inbox'),
  'POST /api/suggestions/seen': () => ({ path: '/api/suggestions/seen', body: { until: '2026-01-01T00:00:00Z' } }),
  'GET /api/validation_inbox/decisions': at('/api/validation_inbox/decisions'),
  'POST /api/validation_inbox/decisions/:id/restore': async (scene) => ({
    path: `/api/validation_inbox/decisions/${await withdrawn(scene)}/restore`,
  }),
  'POST /api/validation_inbox/resolve': async (scene) => ({
    path: '/api/validation_inbox/resolve',
    body: { decisions: [{ suggestionId: await reported(scene), action: 'APPROVE' }] },
  }),

  'GET /api/users/:id/projects': ({ ids }) => ({ path: `/api/users/${ids.member}/projects` }),
  'GET /api/users/:id/timeline': ({ ids }) => ({ path: `/api/users/${ids.member}/timeline` }),
  'GET /api/users/:id/skills/distribution': ofPerson('distribution'),
  'GET /api/users/:id/skills/momentum': ofPerson('momentum'),
  'GET /api/users/:id/skills/activity': ofPerson('activity'),
  'GET /api/users/:id/skills/calendar': ofPerson('calendar'),
  'GET /api/users/:id/skills/summary': ofPerson('summary'),
  'GET /api/projects/:id/skills/distribution': ofTeam('distribution'),
  'GET /api/projects/:id/skills/momentum': ofTeam('momentum'),
  'GET /api/projects/:id/skills/activity': ofTeam('activity'),
  'GET /api/projects/:id/skills/summary': ofTeam('summary'),
  'GET /api/projects/:id/skills/coverage': ofTeam('coverage'),
  'GET /api/projects/:id/skills/coverage/:skillId/people': ({ projectId, skillIds }) => ({
    path: `/api/projects/${projectId}/skills/coverage/${skillIds[0]}/people`,
  }),
  'GET /api/projects/:id/skills/risks': ofTeam('risks'),
  'GET /api/organization/skills/risks': at('/api/organization/skills/risks'),
  'GET /api/freshness': at('/api/freshness?days=90'),
  'GET /api/freshness/projects': at('/api/freshness/projects'),
  'GET /api/organization/skills/distribution': at('/api/organization/skills/distribution'),
  'GET /api/organization/skills/momentum': at('/api/organization/skills/momentum'),
  'GET /api/organization/skills/activity': at('/api/organization/skills/activity'),
  'GET /api/organization/skills/summary': at('/api/organization/skills/summary'),
  'GET /api/organization/skills/mismatches': at('/api/organization/skills/mismatches'),
  'GET /api/organization/skills/mismatches/validated_but_unexercised': at('/api/organization/skills/mismatches/validated_but_unexercised'),
  'GET /api/organization/skills/mismatches/exercised_but_unvalidated': at('/api/organization/skills/mismatches/exercised_but_unvalidated'),
  'GET /api/organization/skills/mismatches/declared_but_never_signalled': at(
    '/api/organization/skills/mismatches/declared_but_never_signalled',
  ),
};
