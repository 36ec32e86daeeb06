import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LoginUrls } from '@skilltrace/server/platform/database/logins/prepare-logins.js';
import pg from 'pg';

// The best single statement found: a scan of what is stale, a hash semi-join to assignments, a hash anti-join to pending.
const BARE = `
  INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
  SELECT e.profile_id, e.skill_id, e.proficiency_level, 'SYSTEM_FLAG'
    FROM employee_skills e JOIN skills k ON k.id = e.skill_id
   WHERE k.is_active AND e.last_validated_at < $1::timestamptz - interval '${STALE_AFTER_DAYS} days'
     AND EXISTS (SELECT FROM assignments a JOIN projects p ON p.id = a.project_id
                  WHERE a.profile_id = e.profile_id AND a.ended_at IS NULL AND p.status = 'active' AND k.skill_name = ANY (a.tags))
     AND NOT EXISTS (SELECT FROM suggestions s WHERE s.profile_id = e.profile_id AND s.skill_id = e.skill_id AND s.status = 'PENDING')`;
const KEEP = 'DROP TABLE IF EXISTS bench_suggestions; CREATE TABLE bench_suggestions AS SELECT * FROM suggestions ORDER BY id';
const PUT_BACK = `
  TRUNCATE suggestions;
  INSERT INTO suggestions OVERRIDING SYSTEM VALUE SELECT * FROM bench_suggestions ORDER BY id`;
// Whatever the order and whoever wrote them: how many, and the sum of their hashes. Ids and times are the run's own.
const CONTENT = `
  SELECT count(*) || ' suggestions, ' || coalesce(sum(hashtextextended(
           concat_ws('|', profile_id, skill_id, suggested_proficiency, status, source, resolved_at, resolved_by_id, resolved_proficiency), 0)), 0) AS content
    FROM suggestions`;

// In order of people, keys and indexes are written and looked up side by side, which a sort has to pay for: neither wins at
// every size, and the job is measured against the better one.
const FORMS = { unordered: BARE, ordered: `${BARE} ORDER BY e.profile_id` };
type BareForm = keyof typeof FORMS;

/** What a database was before the job, to go back to between two sides that must start from the same. */
export interface FirstNight {
  /** Suggestions as they were, in a table and indexes without a dead row, everything known to the planner and flushed. */
  putBack(): Promise<void>;
  /** Runs the one bare statement as the server's role; seconds, and how many rows it made. */
  bareStatement(form: BareForm): Promise<{ seconds: number; created: number }>;
  /** What the suggestions are now: equal text, equal rows. */
  content(): Promise<string>;
  /** What a day between two nights does to the table: statistics and dead rows are seen to. */
  dayPasses(): Promise<void>;
}

/** Hands out the first night of a seeded database again and again; `now` is what both sides take the time to be. */
export async function withFirstNight<Result>(
  urls: { superuserUrl: string; logins: Pick<LoginUrls, 'serverUrl'> },
  now: string,
  work: (night: FirstNight) => Promise<Result>,
): Promise<Result> {
  const superuser = new pg.Client({ connectionString: urls.superuserUrl });
  // The server's role and UTC as the server's pool sets them; more memory than it has by itself, which only helps this side.
  const server = new pg.Client({
    connectionString: urls.logins.serverUrl,
    options: '-c timezone=UTC -c work_mem=256MB',
  });
  await superuser.connect();
  await server.connect();
  const dayPasses = async () => {
    await superuser.query('VACUUM ANALYZE suggestions');
    await superuser.query('CHECKPOINT');
  };
  try {
    await superuser.query(KEEP);
    return await work({
      dayPasses,
      putBack: async () => {
        await superuser.query(PUT_BACK);
        await dayPasses();
      },
      bareStatement: async (form) => {
        const started = performance.now();
        const { rowCount } = await server.query(FORMS[form], [now]);
        return { seconds: (performance.now() - started) / 1000, created: rowCount ?? 0 };
      },
      content: async () => {
        const [row] = (await superuser.query<{ content: string }>(CONTENT)).rows;
        return row?.content ?? '';
      },
    });
  } finally {
    await superuser.query('DROP TABLE IF EXISTS bench_suggestions');
    await Promise.all([superuser.end(), server.end()]);
  }
}
