import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import type { LoginUrls } from '@skilltrace/server/platform/database/logins/prepare-logins.js';
import pg from 'pg';

// The fastest single statement found: a scan of stale skills, a hash semi-join to assignments, a hash anti-join to pending suggestions.
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
  TRUNCATE suggestions CASCADE;
  INSERT INTO suggestions OVERRIDING SYSTEM VALUE SELECT * FROM bench_suggestions ORDER BY id`;
// Independent of order: the number of rows and the sum of their hashes. Ids and times are left out, because they differ between runs.
const CONTENT = `
  SELECT count(*) || ' suggestions, ' || coalesce(sum(hashtextextended(
           concat_ws('|', profile_id, skill_id, suggested_proficiency, status, source, resolved_at, resolved_by_id, resolved_proficiency), 0)), 0) AS content
    FROM suggestions`;

// Sorting by person costs time, but then keys and indexes are written and read in order. Neither form is faster at every
// size, so the job is compared with the better one.
const FORMS = { unordered: BARE, ordered: `${BARE} ORDER BY e.profile_id` };
type BareForm = keyof typeof FORMS;

/** Restores the database to its state before the job, so that two sides start from the same state. */
export interface FirstNight {
  /** Restores the suggestions without dead rows, with fresh planner statistics, and flushed to disk. */
  putBack(): Promise<void>;
  /** Runs the bare statement with the server's role. Returns the seconds and the number of created rows. */
  bareStatement(form: BareForm): Promise<{ seconds: number; created: number }>;
  /** A text that is equal for equal sets of suggestions. */
  content(): Promise<string>;
  /** What happens to the table between two nights: updates statistics and removes dead rows. */
  dayPasses(): Promise<void>;
}

/** Runs `work` with a seeded database that it can reset repeatedly. Both sides use `now` as the current time. */
export async function withFirstNight<Result>(
  urls: { superuserUrl: string; logins: Pick<LoginUrls, 'serverUrl'> },
  now: string,
  work: (night: FirstNight) => Promise<Result>,
): Promise<Result> {
  const superuser = new pg.Client({ connectionString: urls.superuserUrl });
  // The role and the time zone of the server's pool. It gets more memory than the pool, which only favors this side.
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
