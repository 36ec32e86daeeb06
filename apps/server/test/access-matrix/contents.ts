import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import type { TestApi } from '../api-client.js';
import type { factories } from '../factories.js';

/** People, projects and Ana's work on each of them, for tests of what each person may see. */
export interface Contents {
  ids: Readonly<Record<string, number>>;
  tokens: Readonly<Record<string, string>>;
  projects: Readonly<Record<string, number>>;
  skills: Readonly<Record<string, number>>;
  /** By `author:project`. */
  updates: ReadonlyMap<string, number>;
  /** The name of the project that a signal came from. */
  projectOf(this: void, signal: { sourceType: string; sourceId: number }): string;
}

const PEOPLE = ['ana', 'ben', 'cy', 'lead', 'otherLead', 'assigner', 'leadWithoutMembers', 'pastLead', 'outsider'];
const NAMES: Readonly<Record<string, string>> = { ana: 'Ana', ben: 'Ben', cy: 'Cy' };

/**
 * Ana is a member of Here (with Ben) and There (with Cy), was a member of Past, which is completed, and has just been
 * assigned to Third by its Tech Lead. She posted one update on each of the first three. A tag routes one of her pending
 * suggestions to There.
 */
export async function createContents(api: TestApi, make: ReturnType<typeof factories>): Promise<Contents> {
  const ids: Record<string, number> = { admin: await make.profile({ isAdmin: true }) };
  for (const person of PEOPLE) ids[person] = await make.profile({ name: NAMES[person] ?? person });
  const id = (person: string) => ids[person] ?? 0;
  const tokens: Record<string, string> = {};
  for (const person of Object.keys(ids)) tokens[person] = await api.tokenOf(id(person));

  const skills = { Shared: await make.skill('Shared'), Routed: await make.skill('Routed'), Unrouted: await make.skill('Unrouted') };
  const all = [skills.Shared, skills.Unrouted];
  const projects = {
    Here: await make.project({ name: 'Here', techLeadId: id('lead'), skillIds: all }),
    There: await make.project({ name: 'There', techLeadId: id('otherLead'), skillIds: [...all, skills.Routed] }),
    Past: await make.project({ name: 'Past', techLeadId: id('pastLead'), skillIds: all }),
    Third: await make.project({ name: 'Third', techLeadId: id('assigner'), skillIds: [skills.Shared] }),
  };
  await make.project({ techLeadId: id('leadWithoutMembers') });
  const root = { profileId: id('admin'), isAdmin: true, via: 'token' } as const;
  const updates = new Map<string, number>();
  const post = async (person: string, project: keyof typeof projects) => {
    const content = `${person}:${project}`;
    const body = { projectId: projects[project], userId: id(person), content, createdAt: '2026-03-02T10:00:00.000Z' };
    updates.set(content, (await postProgressUpdate(api.database, root, body)).id);
  };
  const put = (person: string, project: keyof typeof projects, tags: string[] = []) =>
    make.assignment({ profileId: id(person), projectId: projects[project], tags });

  for (const project of ['Here', 'Past'] as const) await put('ana', project);
  await put('ana', 'There', ['Routed']);
  await put('ben', 'Here');
  for (const person of ['cy', 'leadWithoutMembers']) await put(person, 'There');
  for (const project of ['Here', 'There', 'Past'] as const) await post('ana', project);
  await post('ben', 'Here');
  await post('cy', 'There');
  await api.database.query("UPDATE assignments SET ended_at = '2026-04-01' WHERE project_id = $1", [projects.Past]);
  await api.database.query("UPDATE projects SET status = 'completed', completed_at = '2026-04-01' WHERE id = $1", [projects.Past]);
  await api.call('POST', `/api/projects/${projects.Third}/assignments`, {
    token: tokens['assigner'],
    body: { profileId: id('ana'), role: 'Engineer' },
  });
  await api.database.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $1, unnest($2::bigint[]), 'NOVICE', 'SELF_REPORT'",
    [id('ana'), [skills.Routed, skills.Unrouted]],
  );
  await api.database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2026-01-01')",
    [id('ana'), skills.Shared],
  );
  const nameOfUpdate = new Map([...updates].map(([key, update]) => [update, key.split(':')[1] ?? '']));
  const nameOfProject = new Map(Object.entries(projects).map(([name, project]) => [project, name]));
  return {
    ids,
    tokens,
    projects,
    skills,
    updates,
    projectOf: ({ sourceType, sourceId }) => (sourceType === 'update' ? nameOfUpdate : nameOfProject).get(sourceId) ?? '',
  };
}
