import type { ImportedProgressUpdate, ImportReport } from '@skilltrace/contract';
import { request } from 'undici';
import { first } from '../src/seed-teams.js';
import type { Workbench } from '../src/workbench.js';

const SUGGESTIONS = 200;
const UPDATES = 10_000;
export const LEAD = 'tomas.herrera@example.org';
const ADMIN = 'ingrid.halvorsen@example.org';
const MINUTE = 60_000;

const LEAD_AND_PEOPLE = `
  WITH lead AS (SELECT id FROM profiles WHERE email = $1),
  people AS (
    SELECT DISTINCT a.profile_id AS id FROM assignments a JOIN projects p ON p.id = a.project_id, lead
     WHERE p.tech_lead_id = lead.id AND p.status = 'active' AND a.ended_at IS NULL AND a.profile_id <> lead.id
  )`;
// Adds one missing skill after another for each of the lead's people, until enough suggestions are pending. Existing ones stay.
const FILL = `
  ${LEAD_AND_PEOPLE}, missing AS (
    SELECT people.id AS profile_id, s.id AS skill_id, row_number() OVER (PARTITION BY people.id ORDER BY s.id) AS slot
      FROM people CROSS JOIN skills s
     WHERE s.is_active AND NOT EXISTS (
       SELECT FROM suggestions g WHERE g.profile_id = people.id AND g.skill_id = s.id AND g.status = 'PENDING')
  )
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
  SELECT profile_id, skill_id, 'ADVANCED', 'SELF_REPORT' FROM missing ORDER BY slot, profile_id
   LIMIT greatest(0, $2::int - (SELECT count(*) FROM suggestions g JOIN people ON people.id = g.profile_id WHERE g.status = 'PENDING'))`;
const COUNT = `${LEAD_AND_PEOPLE} SELECT count(*)::int AS pending FROM suggestions g JOIN people ON people.id = g.profile_id WHERE g.status = 'PENDING'`;

/** Fills the inbox of the demo's Tech Lead to 200 pending suggestions, regardless of earlier decisions. */
export async function fillInbox({ database }: Workbench): Promise<void> {
  await database.query(FILL, [LEAD, SUGGESTIONS]);
  const { pending } = first(await database.query<{ pending: number }>(COUNT, [LEAD]));
  if (pending < SUGGESTIONS) throw new Error(`${pending} suggestions are pending instead of ${SUGGESTIONS}`);
}

/** Creates a project of the demo's Tech Lead with four people and 10,000 updates of the last months, imported through the API. */
export async function createProjectWithUpdates(bench: Workbench): Promise<{ projectId: number; updates: number }> {
  const idOf = async (email: string) =>
    first(await bench.database.query<{ id: number }>('SELECT id FROM profiles WHERE email = $1', [email])).id;
  const authorization = `Bearer ${await bench.tokenOf(await idOf(ADMIN))}`;
  const post = async <Answer>(path: string, body: string, type = 'application/json'): Promise<Answer> => {
    const answer = await request(`${bench.server.url}${path}`, { method: 'POST', headers: { authorization, 'content-type': type }, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as Answer;
  };
  const skills = await bench.database.query<{ id: number }>('SELECT id FROM skills WHERE is_active ORDER BY id LIMIT 3');
  const people = await bench.database.query<{ id: number }>(
    'SELECT id FROM profiles WHERE deactivated_at IS NULL ORDER BY id DESC LIMIT 4',
  );
  const { id: projectId } = await post<{ id: number }>(
    '/api/projects',
    JSON.stringify({ name: 'Breakwater', techLeadId: await idOf(LEAD), skillIds: skills.map(({ id }) => id) }),
  );
  const startedAt = new Date(Date.now() - 2 * UPDATES * 10 * MINUTE).toISOString();
  for (const { id } of people)
    await post(`/api/projects/${projectId}/assignments`, JSON.stringify({ profileId: id, role: 'Engineer', startedAt }));
  const lines = Array.from({ length: UPDATES }, (_, index): ImportedProgressUpdate => ({
    projectId,
    userId: people[index % people.length]?.id,
    content: contentOf(index),
    createdAt: new Date(Date.now() - (index + 1) * 10 * MINUTE).toISOString(),
  }));
  const ndjson = lines.map((line) => JSON.stringify(line)).join('\n');
  const { imported } = await post<ImportReport>('/api/progress_updates/import', ndjson, 'application/x-ndjson');
  if (imported !== UPDATES) throw new Error(`Only ${imported} of ${UPDATES} updates were imported`);
  return { projectId, updates: UPDATES };
}

/** From a line to a paragraph, so that rows have different heights, as in real data. */
const contentOf = (index: number): string =>
  Array.from(
    { length: 1 + (index % 4) },
    (_, part) => `Part ${part + 1} of piece ${index}: moved the order form to the new API, and removed the old one.`,
  ).join(' ');
