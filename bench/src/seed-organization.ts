import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type pg from 'pg';
import { asBulkLoader, withoutIndexes } from './bulk-load.js';

export interface OrganizationSize {
  people: number;
  /** Validated skills of each person. There are one and a half assignments per person. */
  skillsPerPerson?: number;
}

export interface SeededOrganization {
  people: number;
  employeeSkills: number;
  assignments: number;
  suggestions: number;
  /** The time that the job uses as now, as ISO 8601. Some validations are exactly as old as a validation may be without being stale. */
  now: string;
}

const SKILLS = 500;
const VALIDATORS = 100;
const PEOPLE_PER_PROJECT = 20;

// Randomness that is the same in every run and every version of PostgreSQL: a hash of the row number and of the kind of draw.
const chance = (of: string, drawn: number) => `(hashint8extended(${of}, ${drawn}) & 1073741823)`;
// Visits all people in a scattered order (the prime divides no number of people used here), because a table that grew over
// years does not store a person's rows next to each other.
const personOf = (row: string) => `((${row}::bigint * 2654435761) % $1::bigint)`;
/** The skill in a slot of a person, both counted from 0. Steps of 37 among 500 skills repeat no skill within thirteen slots. */
const skillOf = (person: string, slot: string) => `((${chance(person, 1)} + ${slot} * 37) % ${SKILLS} + 1)`;

const TAXONOMY = `
  INSERT INTO skills (skill_name, category, is_active)
  SELECT 'Skill ' || n, 'Category ' || n % 12, n % 50 <> 0 FROM generate_series(1, ${SKILLS}) n`;
const PEOPLE = `
  INSERT INTO profiles (email, name)
  SELECT 'validated-' || n || '@example.org', 'Person ' || n FROM generate_series(1, $1::bigint + ${VALIDATORS}) n`;
const BASES = `
  SELECT (SELECT min(id) FROM profiles WHERE email LIKE 'validated-%') AS person, (SELECT min(id) FROM skills WHERE skill_name LIKE 'Skill %') AS skill`;
// The validators come after all other people. One project in 25 is archived while its assignments are still open.
const PROJECTS = `
  INSERT INTO projects (name, tech_lead_id, status, inactive_since)
  SELECT 'Project ' || n, $2::bigint + $1::bigint + n % ${VALIDATORS}, CASE WHEN n % 25 = 0 THEN 'archived' ELSE 'active' END::project_status,
         CASE WHEN n % 25 = 0 THEN now() END
    FROM generate_series(1, $3::bigint) n`;
// Each person gets one assignment, half of them two. Tags: three or four of the person's skills, one skill without a
// validation, some in another case, and some that match no skill. One assignment in twenty has ended.
const ASSIGNMENTS = `
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at, ended_at)
  SELECT $2::bigint + person, $4::bigint + (person * 7 + pass * ($3::bigint / 2)) % $3::bigint, 'Engineer',
         CASE pass WHEN 0 THEN ARRAY['Skill ' || ${skillOf('person', '0')}, 'Skill ' || ${skillOf('person', '1')}, 'Skill ' || ${skillOf('person', '2')},
                                     'Skill ' || ${skillOf('person', '12')}]
              ELSE ARRAY['Skill ' || ${skillOf('person', '2')}, 'Skill ' || ${skillOf('person', '3')}, 'Skill ' || ${skillOf('person', '4')},
                         'Skill ' || ${skillOf('person', '5')}] END
           || CASE ${chance('n', 2)} % 8 WHEN 0 THEN ARRAY['Anything ' || n % 1000] WHEN 1 THEN ARRAY['skill ' || ${skillOf('person', '6')}] ELSE '{}' END,
         started_at, CASE WHEN ${chance('n', 4)} % 20 = 0 THEN started_at + interval '20 days' END
    FROM (SELECT n, n / $1::bigint AS pass, ${personOf('n')} AS person,
                 $5::timestamptz - (30 + ${chance('n', 3)} % 1500) * interval '1 day' AS started_at
            FROM generate_series(0, $1::bigint * 3 / 2 - 1) n) drawn`;
// Four of five skills were validated within a year. Some of the rest are exactly as old as possible without being stale.
const EMPLOYEE_SKILLS = `
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT $2::bigint + person, $3::bigint - 1 + ${skillOf('person', 'slot')},
         (enum_range(NULL::proficiency_level))[1 + ${chance('n', 5)} % 4],
         $4::timestamptz - CASE WHEN ${chance('n', 6)} % 1000 = 999 THEN interval '${STALE_AFTER_DAYS} days'
                                WHEN ${chance('n', 6)} % 5 = 0 THEN (${STALE_AFTER_DAYS} * 1440 + 1 + ${chance('n', 7)} % (1100 * 1440)) * interval '1 minute'
                                ELSE (${chance('n', 7)} % (${STALE_AFTER_DAYS} * 1440)) * interval '1 minute' END,
         $2::bigint + $1::bigint + ${chance('n', 8)} % ${VALIDATORS}
    FROM (SELECT n, n / $1::bigint AS slot, ${personOf('n')} AS person FROM generate_series(0, $1::bigint * $5::bigint - 1) n) drawn`;
// Decisions of earlier years: one for every second person.
const DECIDED = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, created_at, resolved_at, resolved_by_id, resolved_proficiency)
  SELECT $2::bigint + ${personOf('n')}, $3::bigint - 1 + ${skillOf(personOf('n'), '1')}, 'ADVANCED',
         CASE WHEN n % 3 = 0 THEN 'SYSTEM_FLAG' ELSE 'SELF_REPORT' END::suggestion_source,
         CASE WHEN n % 10 = 0 THEN 'REJECTED' ELSE 'APPROVED' END::suggestion_status,
         $4::timestamptz - interval '500 days', $4::timestamptz - interval '490 days', $2::bigint + $1::bigint + n % ${VALIDATORS},
         CASE WHEN n % 10 <> 0 THEN 'ADVANCED' END::proficiency_level
    FROM generate_series(0, $1::bigint / 2 - 1) n`;
// A tenth of the stale skills already have a pending suggestion, from either source; of the rest, one in a hundred.
const PENDING = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, created_at)
  SELECT profile_id, skill_id, proficiency_level, CASE WHEN profile_id % 2 = 0 THEN 'SYSTEM_FLAG' ELSE 'SELF_REPORT' END::suggestion_source,
         $1::timestamptz - interval '3 days'
    FROM employee_skills
   WHERE ${chance('profile_id * 1000 + skill_id', 9)} % 100 < CASE WHEN last_validated_at < $1::timestamptz - interval '${STALE_AFTER_DAYS} days' THEN 10 ELSE 1 END`;

/**
 * Seeds an organization with a validation ledger into an empty database: people with ten validated skills and one and a half
 * assignments each, 500 skills of which 2 % are inactive, and decided and pending suggestions.
 */
export async function seedOrganization(
  superuserUrl: string,
  { people, skillsPerPerson = 10 }: OrganizationSize,
): Promise<SeededOrganization> {
  return asBulkLoader(superuserUrl, async (client) => {
    const now = new Date().toISOString();
    await client.query(TAXONOMY);
    await client.query(PEOPLE, [people]);
    const { person, skill } = await only<{ person: string; skill: string }>(client, BASES);
    const projects = Math.max(Math.ceil(people / PEOPLE_PER_PROJECT), 4);
    await client.query(PROJECTS, [people, person, projects]);
    const { project } = await only<{ project: string }>(client, "SELECT min(id) AS project FROM projects WHERE name LIKE 'Project %'");
    await withoutIndexes(client, 'assignments', () => client.query(ASSIGNMENTS, [people, person, projects, project, now]));
    await withoutIndexes(client, 'employee_skills', () => client.query(EMPLOYEE_SKILLS, [people, person, skill, now, skillsPerPerson]));
    await withoutIndexes(client, 'suggestions', async () => {
      await client.query(DECIDED, [people, person, skill, now]);
      await client.query(PENDING, [now]);
    });
    for (const table of ['profiles', 'skills', 'projects', 'assignments', 'employee_skills', 'suggestions'])
      await client.query(`VACUUM ANALYZE ${table}`);
    return {
      people,
      employeeSkills: await count(client, 'employee_skills'),
      assignments: await count(client, 'assignments'),
      suggestions: await count(client, 'suggestions'),
      now,
    };
  });
}

async function only<Row extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<Row> {
  const [row] = (await client.query<Row>(text)).rows;
  if (!row) throw new Error('A statement that must return a row returned none');
  return row;
}

async function count(client: pg.Client, table: string): Promise<number> {
  return Number((await only<{ count: string }>(client, `SELECT count(*) FROM ${table}`)).count);
}
