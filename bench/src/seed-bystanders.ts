import type pg from 'pg';

const PROJECTS = 1000;
const BYSTANDERS = `
  INSERT INTO bystanders SELECT id, row_number() OVER (ORDER BY id) - 1 FROM profiles WHERE email LIKE 'ledger-%' AND id <> ALL ($1::bigint[])`;
// Updates for one signal in twenty are enough to make the table of updates large.
const REST = `
  INSERT INTO profiles (email, name) VALUES ('elsewhere@example.org', 'Lead elsewhere');
  INSERT INTO projects (name, tech_lead_id)
  SELECT 'Elsewhere ' || n, (SELECT id FROM profiles WHERE email = 'elsewhere@example.org') FROM generate_series(0, ${PROJECTS - 1}) n;
  INSERT INTO assignments (profile_id, project_id, role, tags, started_at)
  SELECT b.id, p.id, 'Engineer', ARRAY['Ledger skill ' || 1 + b.n % 30, 'Ledger skill ' || 1 + (b.n + 7) % 30], now() - interval '3 years'
    FROM bystanders b JOIN projects p ON p.name = 'Elsewhere ' || b.n % ${PROJECTS};
  INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
  SELECT b.id, k.id, 'ADVANCED', now() - interval '1 day' * (b.n % 700), p.tech_lead_id
    FROM bystanders b CROSS JOIN generate_series(0, 4) slot JOIN skills k ON k.skill_name = 'Ledger skill ' || 1 + (b.n + slot * 7) % 30,
         projects p WHERE p.name = 'Elsewhere 0';
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
  SELECT b.id, k.id, 'EXPERT', 'SYSTEM_FLAG' FROM bystanders b JOIN skills k ON k.skill_name = 'Ledger skill ' || 1 + b.n % 30;
  INSERT INTO progress_updates (id, project_id, user_id, content, created_at) OVERRIDING SYSTEM VALUE
  SELECT s.source_id, p.id, b.id, 'Looked into it. (' || s.source_id || ')', s.created_at
    FROM user_skill_signals s JOIN bystanders b ON b.id = s.user_id, projects p
   WHERE s.source_type = 'update' AND s.source_id >= 1000000000 AND s.source_id % 20 = 0 AND p.name = 'Elsewhere 0'`;

/**
 * Gives every other person in the ledger an assignment elsewhere, five validated skills, a pending suggestion and some
 * updates, so that queries run on large tables and not on tables of a single page.
 */
export async function seedBystanders(client: pg.Client, except: readonly number[]): Promise<void> {
  await client.query('CREATE TEMPORARY TABLE bystanders (id bigint PRIMARY KEY, n bigint)');
  await client.query(BYSTANDERS, [except]);
  await client.query('ANALYZE bystanders');
  await client.query(REST);
}
