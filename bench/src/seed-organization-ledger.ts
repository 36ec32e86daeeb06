import { asBulkLoader, withoutIndexes } from './bulk-load.js';
import { seedOrganization } from './seed-organization.js';

const SIGNALS_PER_PERSON = 200;
const SKILLS_PER_PROJECT = 6;

export interface SeededOrganizationLedger {
  signals: number;
  people: number;
  /** A project with a fiftieth of all people: 1,000 of 50,000. */
  largeProjectId: number;
  /** A skill that as many projects declare as most others. */
  skillId: number;
}

// Steps of 83 among 500 skills repeat none within six slots.
const scopesOf = (projects: string, slots: string) => `
  INSERT INTO project_skills (project_id, skill_id)
  SELECT p.id, k.first + ((hashint8extended(p.id, 10) & 1073741823) + slot * 83) % k.count
    FROM projects p, ${slots}, (SELECT min(id) AS first, count(*) AS count FROM skills) k WHERE ${projects}`;
const SCOPES = scopesOf('true', `generate_series(0, ${SKILLS_PER_PROJECT} - 1) slot`);
// One project in ten declares another skill after the last update, so it has no signal of it.
const LATE_SCOPES = scopesOf('p.id % 10 = 0', `(VALUES (${SKILLS_PER_PROJECT})) late(slot)`);
const LARGE_PROJECT = `
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at)
  SELECT u.id, p.id, 'Engineer', '{}', now() - interval '3 years'
    FROM (SELECT min(id) AS id FROM projects) p, (SELECT id FROM profiles ORDER BY id LIMIT $1) u
   WHERE NOT EXISTS (SELECT FROM assignments a WHERE a.profile_id = u.id AND a.project_id = p.id)`;
// Half of the validated skills are used on a project.
const VALIDATED_IN_USE = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT a.profile_id, ps.skill_id, 'ADVANCED', now() - (a.id * 7919 % (700 * 1440)) * interval '1 minute', p.tech_lead_id
    FROM assignments a JOIN projects p ON p.id = a.project_id
         CROSS JOIN LATERAL (SELECT skill_id FROM project_skills WHERE project_id = p.id ORDER BY skill_id LIMIT 2) ps
   WHERE a.profile_id <> p.tech_lead_id
  ON CONFLICT DO NOTHING`;
const PLACES = `
  CREATE TEMPORARY TABLE places AS
  SELECT row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS count, profile_id, project_id FROM assignments`;
// In order of time, as a ledger grows: neighboring rows belong to different people and projects.
const UPDATES = `
  INSERT INTO progress_updates (project_id, user_id, content, created_at)
  SELECT a.project_id, a.profile_id, 'Moved the order form to the new API and removed the old one. (' || g.id || ')',
         date_trunc('milliseconds', now()) - ($1::bigint - g.id) * (interval '3 years' / $1::bigint)
    FROM generate_series(1, $1::bigint) g(id) JOIN places a ON a.n = g.id * 2654435761 % (SELECT count FROM places LIMIT 1)
   ORDER BY g.id`;
const SIGNALS = `
  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT u.user_id, k.skill_id, 'update', u.id, 'update', 2, u.created_at, u.project_id
    FROM progress_updates u JOIN (SELECT project_id, array_agg(skill_id) AS skills FROM project_skills GROUP BY project_id) s USING (project_id),
         unnest(s.skills) AS k(skill_id)`;
const FIGURES = `
  SELECT (SELECT count(*) FROM user_skill_signals) AS signals, (SELECT min(id) FROM projects) AS project,
         (SELECT skill_id FROM project_skills GROUP BY skill_id ORDER BY count(*), skill_id
          OFFSET (SELECT count(DISTINCT skill_id) / 2 FROM project_skills) LIMIT 1) AS skill`;

/**
 * Seeds an organization with a ledger of about `signals` rows into an empty database: 200 signals and about six validated skills for each
 * person, 500 skills, 20 people on most projects and a fiftieth of all people on one. Each update has a signal for each of the six skills
 * that its project declares.
 */
export async function seedOrganizationLedger(
  superuserUrl: string,
  signals: number,
  log: (message: string) => void,
): Promise<SeededOrganizationLedger> {
  const people = Math.ceil(signals / SIGNALS_PER_PERSON);
  log(`seeding an organization of ${people.toLocaleString('en')} people`);
  await seedOrganization(superuserUrl, { people, skillsPerPerson: 3 });
  return asBulkLoader(superuserUrl, async (client) => {
    await client.query(SCOPES);
    await client.query(VALIDATED_IN_USE);
    await client.query(LARGE_PROJECT, [Math.ceil(people / 50)]);
    await client.query(PLACES);
    const updates = Math.ceil(signals / SKILLS_PER_PROJECT);
    log(`inserting ${updates.toLocaleString('en')} updates`);
    await withoutIndexes(client, 'progress_updates', () => client.query(UPDATES, [updates]));
    log(`inserting ${(updates * SKILLS_PER_PROJECT).toLocaleString('en')} signals and building the indexes of the ledger`);
    await withoutIndexes(client, 'user_skill_signals', () => client.query(SIGNALS));
    await client.query(LATE_SCOPES);
    for (const table of ['assignments', 'employee_skills', 'project_skills', 'progress_updates', 'user_skill_signals']) {
      log(`vacuuming ${table}`);
      await client.query(`VACUUM ANALYZE ${table}`);
    }
    await client.query('CHECKPOINT');
    const [figures] = (await client.query<{ signals: string; project: string; skill: string }>(FIGURES)).rows;
    return { signals: Number(figures?.signals), people, largeProjectId: Number(figures?.project), skillId: Number(figures?.skill) };
  });
}
