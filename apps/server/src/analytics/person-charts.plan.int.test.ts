import { afterEach, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { withSuperuser } from '../../test/superuser.js';
import { TEMPLATE } from '../../test/template-database.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import type { LaggingConnection } from '../platform/database/connection.js';
import { readActivity } from './read-activity.js';
import { readCalendar } from './read-calendar.js';
import { readDistribution } from './read-distribution.js';
import { readMomentum } from './read-momentum.js';
import { readProjectsOfPerson } from './read-projects-of-person.js';
import { readSummary } from './read-summary.js';
import { readTimeline } from './read-timeline.js';

const PEOPLE = 40;
/** PostgreSQL plans the first five executions of a prepared statement. After them it compares the costs. */
const EXECUTIONS = 8;
const SIGNALS = `
  INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
  SELECT u.id, ($2::bigint[])[1 + n % cardinality($2::bigint[])], 'update', u.id * 1000000 + n, 'update', 2,
         date_trunc('milliseconds', now()) - n * interval '1 hour', $3
    FROM unnest($1::bigint[]) u(id), generate_series(1, $4::int) n`;

let db: TestDatabase;
afterEach(() => db.drop());

const readAll = async (ledger: LaggingConnection, id: number) => {
  const person = { of: 'person', id } as const;
  for (const read of [readActivity, readCalendar, readDistribution, readMomentum, readProjectsOfPerson, readSummary])
    await read(ledger, person, {});
  await readTimeline(ledger, id, {});
};

it.each([200, 2_000, 20_000, 100_000])(
  'PostgreSQL reuses the plans of the charts of a person with 200 signals, where the busiest person has %i',
  async (most) => {
    // Plain tables, because the statistics of a partitioned table belong to its partitions.
    db = await createTestDatabase(TEMPLATE);
    const make = factories(db.database);
    const people: number[] = [];
    for (let person = 0; person < PEOPLE; person += 1) people.push(await make.profile());
    const skills: number[] = [];
    for (let skill = 0; skill < 10; skill += 1) skills.push(await make.skill());
    const [busiest = 0, ...others] = people;
    const project = await make.project({ techLeadId: busiest, skillIds: skills });
    await withSuperuser(db.superuserUrl, async (superuser) => {
      await superuser.query(SIGNALS, [[busiest], skills, project, most]);
      await superuser.query(SIGNALS, [others, skills, project, 200]);
      await superuser.query('VACUUM ANALYZE');
    });
    const plans = await db.readDatabase.transaction(async (transaction) => {
      for (const person of others.slice(0, EXECUTIONS)) await readAll(transaction, person);
      return transaction.query<{ name: string; isReused: boolean }>(
        `SELECT name, generic_plans > 0 AS "isReused" FROM pg_prepared_statements WHERE name LIKE '%of\\_person' ORDER BY name`,
      );
    });
    expect(plans.map(({ name, isReused }) => (isReused ? name : `${name} is planned each time`))).toEqual([
      'activity_of_person',
      'calendar_of_person',
      'distribution_of_person',
      'momentum_of_person',
      'projects_of_person',
      'summary_of_person',
      'timeline_of_person',
    ]);
  },
);
