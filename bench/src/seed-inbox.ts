import { asBulkLoader } from './bulk-load.js';
import { seedBystanders } from './seed-bystanders.js';
import type { SeededLedger } from './seed-ledger.js';

export interface SeededInbox {
  leadId: number;
  suggestions: number;
}

const PEOPLE = 60;
const PROJECTS = 5;
// The ledger's signals refer to updates that charts never read. An inbox shows excerpts of them, so they must exist here.
const UPDATES = `
  INSERT INTO progress_updates (id, project_id, user_id, content, created_at) OVERRIDING SYSTEM VALUE
  SELECT source_id, ($1::bigint[])[1 + source_id % ${PROJECTS}], user_id,
         repeat('Moved the order form to the new API and removed the old one; two regressions found on the way, both mended. ', 3), created_at
    FROM user_skill_signals WHERE source_type = 'update' AND source_id >= 1000000000 AND user_id = ANY ($2::bigint[])`;
const PROJECT_OF_SIGNALS = `
  ALTER TABLE user_skill_signals DISABLE TRIGGER user_skill_signals_append_only;
  UPDATE user_skill_signals s SET project_id = u.project_id FROM progress_updates u
   WHERE s.source_type = 'update' AND u.user_id = s.user_id AND u.id = s.source_id AND u.project_id <> s.project_id;
  ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only`;
const LEAD = `INSERT INTO profiles (email, name) VALUES ($1, 'Lead') RETURNING id`;
const LED = `INSERT INTO projects (name, tech_lead_id) SELECT 'Led ' || n, $1::bigint FROM generate_series(1, ${PROJECTS}) n RETURNING id`;
// Twelve people per project, and every fourth of them is on the next project too. Three of a person's skills are tags.
const ASSIGNMENTS = `
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at)
  SELECT ($1::bigint[])[1 + n], ($2::bigint[])[1 + (n / ${PEOPLE / PROJECTS} + other) % ${PROJECTS}], 'Engineer',
         (SELECT array_agg('Ledger skill ' || 1 + (n + slot * 3) % 30) FROM generate_series(other, other + 2) slot), now() - interval '3 years'
    FROM generate_series(0, ${PEOPLE} - 1) n, generate_series(0, 1) other WHERE other = 0 OR n % 4 = 0`;
const SKILL = `(SELECT id FROM skills WHERE skill_name = 'Ledger skill ' || 1 + (n + slot * 3) % 30)`;
const VALIDATED = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT ($1::bigint[])[1 + n], ${SKILL}, 'INTERMEDIATE', now() - interval '1 day' * (100 + 40 * slot + n), $2
    FROM generate_series(0, ${PEOPLE} - 1) n, generate_series(0, 9) slot WHERE slot % 2 = 0`;
// One per person, then a second one for each, and so on. The first three match tags; the fourth appears under each of the
// person's projects.
const SUGGESTIONS = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, created_at)
  SELECT ($1::bigint[])[1 + n], ${SKILL}, 'ADVANCED', CASE slot % 2 WHEN 0 THEN 'SYSTEM_FLAG' ELSE 'SELF_REPORT' END::suggestion_source,
         now() - interval '1 hour' * (1 + number)
    FROM (SELECT number, number % ${PEOPLE} AS n, number / ${PEOPLE} AS slot FROM generate_series(0, $2::int - 1) number) spread`;

/**
 * Seeds one Tech Lead after another, each with 5 projects, 60 people of the ledger, the requested number of suggestions, and
 * the updates behind the signals of these people. All other people in the ledger work elsewhere.
 */
export async function seedInboxes(superuserUrl: string, ledger: SeededLedger, sizes: readonly number[]): Promise<SeededInbox[]> {
  return asBulkLoader(superuserUrl, async (client) => {
    const inboxes: SeededInbox[] = [];
    const teams: number[] = [];
    for (const [index, suggestions] of sizes.entries()) {
      const team = drawTeam(ledger, teams);
      teams.push(...team);
      const leadId = Number((await client.query<{ id: string }>(LEAD, [`lead-${index}@example.org`])).rows[0]?.id);
      const projects = (await client.query<{ id: string }>(LED, [leadId])).rows.map((row) => Number(row.id));
      await client.query(ASSIGNMENTS, [team, projects]);
      await client.query(VALIDATED, [team, leadId]);
      await client.query(SUGGESTIONS, [team, suggestions]);
      await client.query(UPDATES, [projects, team]);
      inboxes.push({ leadId, suggestions });
    }
    await seedBystanders(client, teams);
    await client.query(PROJECT_OF_SIGNALS);
    for (const table of [
      'user_skill_signals',
      'profiles',
      'skills',
      'projects',
      'assignments',
      'employee_skills',
      'suggestions',
      'progress_updates',
    ])
      await client.query(`VACUUM ANALYZE ${table}`);
    return inboxes;
  });
}

function drawTeam({ people, random }: SeededLedger, taken: readonly number[]): number[] {
  const free = people.filter((id) => !taken.includes(id));
  if (free.length < PEOPLE) throw new Error(`An inbox needs at least ${PEOPLE} people in the ledger who are in no other inbox`);
  const from = Math.floor(random() * (free.length - PEOPLE));
  return free.slice(from, from + PEOPLE);
}
