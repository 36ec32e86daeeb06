import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../../apps/server/src/platform/database/database.js';
import { PrismaService } from '../../../apps/server/src/platform/database/prisma.js';
import { verifyLedger } from '../../../apps/server/src/signals/verify/verify-ledger.js';
import { StaleSkillFlaggingService } from '../../../apps/server/src/stale-skill-flagging/stale-skill-flagging.service.js';
import type { Context } from '../context.js';
import { makeClient } from '../../histories/ask.js';
import { linearize, type Step } from '../../histories/linearize.js';
import { canonical, type State } from '../../histories/model.js';
import { act, type Round } from '../../histories/operations.js';
import { rowsOf, type StepBuilder } from '../../histories/steps.js';
import { flagged, isDue, withFlag } from '../../histories/suggestion-steps.js';
import { readDatabaseState, type DatabaseState } from '../../histories/database-state.js';
import { makeWorld, PEOPLE, SKILLS } from '../../histories/world.js';
import { openDatabase } from '../open-database.js';

export const about =
  'eight clients of two servers send all kinds of requests concurrently: one order explains every answer and the final rows, and no request is half done';

const CLIENTS = 8;
const OPERATIONS = 16;
const SESSION_SECRET = 'a secret of the torture, 32 characters';

/**
 * Each round has its own people, projects and skills, which only its clients use. The answers are compared with a plain
 * model: there must be an order of all steps, consistent with the times of requests and answers, in which the model gives
 * the same answers and ends in the state of the database.
 */
export async function run(context: Context): Promise<Record<string, number>> {
  const url = await context.createDatabase();
  const variables = { DATABASE_URL: url, SESSION_SECRET };
  const first = await context.startServer(variables);
  const second = await context.startServer(variables);
  const database = await openDatabase(url, { poolSize: 6 });
  context.atEnd(() => database.close());
  const job = new StaleSkillFlaggingService(new PrismaService(database));
  const totals = { requests: 0, steps: 0, unanswered: 0, updates: 0, flags: 0, statesSearched: 0, undecided: 0 };

  await context.eachRound(async ({ number, random }) => {
    const world = await makeWorld(database, `w${number}-${random.between(0, 1e6)}`, random);
    const records: { asked: number; answered: number; build: StepBuilder }[] = [];
    const runs: Run[] = [];
    let texts = 0;
    const round: Round = {
      world,
      record: ({ asked, answered }, build) => void records.push({ asked, answered, build }),
      jobRan: (ran) => void runs.push(ran),
      assignmentIds: [],
      members: [],
      suggestionIds: [],
      job,
      appears: (table, text) =>
        appears(
          database,
          table,
          text,
          world.people.map(({ id }) => id),
        ),
      unique: (what) => `${what} ${(texts += 1)}`,
    };
    await Promise.all(
      Array.from({ length: CLIENTS }, (_, client) => {
        const own = random.fork(`client ${client}`);
        const ask = makeClient(`client ${client}`, [first.url, second.url], own.fork('network'), context.history, context);
        return act(round, ask, own, OPERATIONS);
      }),
    );
    const final = await readAtRest(database, world);
    const steps = buildSteps(records, runs, final, context);
    const verdict = linearize(steps, world.initial, final.state, random.fork('search'));
    context.history.note('verdict', { ...verdict });
    const detail = { ...verdict, steps: steps.map(({ what, asked, answered }) => `${asked.toFixed(1)}–${answered.toFixed(1)} ${what}`) };
    if (!verdict.found && !verdict.gaveUp) context.violated('an order explains the answers', detail);
    if (!verdict.found && verdict.gaveUp) {
      totals.undecided += 1;
      context.history.note('undecided', detail);
    }

    await checkQuietRun({ context, round, final, database });
    const { ok, checks } = await verifyLedger(database);
    context.expect(
      ok,
      'ledger verify is clean',
      checks.filter(({ violations }) => violations > 0),
    );
    totals.requests += records.length;
    totals.steps += steps.length;
    totals.unanswered += steps.filter(({ answered }) => answered === Infinity).length;
    totals.updates += final.updates.size;
    totals.flags += final.flags.length;
    totals.statesSearched += verdict.looked;
    return `${steps.length} steps, ${final.updates.size} updates, ${final.state.signals.length} other signals, ${final.flags.length} flags; ${verdict.looked} states searched`;
  });
  // Most searches give up before they have tried every order. One undecided round in fifty is chance; several are not.
  context.expect(totals.undecided <= Math.max(1, context.rounds / 10), 'an order is found in almost every round', totals);
  return totals;
}

const SEEN = {
  progress_updates: 'SELECT FROM progress_updates WHERE content = $1 AND user_id = ANY ($2)',
  assignments: 'SELECT FROM assignments WHERE role = $1 AND profile_id = ANY ($2)',
};

type Run = Parameters<Round['jobRan']>[0];

async function appears(database: Database, table: keyof typeof SEEN, text: string, people: number[]): Promise<boolean> {
  for (let look = 0; look < 10; look += 1) {
    if ((await database.query(SEEN[table], [text, people])).length > 0) return true;
    await sleep(20);
  }
  return false;
}

/** Requests that no client waits for may still be running. Reads the state until it no longer changes. */
async function readAtRest(database: Database, world: Round['world']): Promise<DatabaseState> {
  const BUSY = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()`;
  for (let before = ''; ;) {
    await sleep(50);
    const isBusy = (await database.query(BUSY)).length > 0;
    const final = await readDatabaseState(database, world);
    const now = canonical(final.state) + final.updates.size;
    if (!isBusy && now === before) return final;
    before = now;
  }
}

/** Builds every step from the records and the final state, including the flags of the job. */
function buildSteps(
  records: { asked: number; answered: number; build: StepBuilder }[],
  runs: Run[],
  final: DatabaseState,
  context: Context,
): Step[] {
  const steps = records.flatMap(({ asked, answered, build }) => {
    const step = build(final);
    return step ? [{ ...step, asked, answered: step.happened ? Math.min(answered, Number.MAX_SAFE_INTEGER) : answered }] : [];
  });
  const explained = new Set(steps.flatMap(({ what }) => /posts (\w+ \d+) on/.exec(what)?.[1] ?? []));
  const unknown = [...final.updates.keys()].filter((content) => !explained.has(content));
  context.expect(unknown.length === 0, 'every stored update was posted', unknown);
  // A run that waits for another one overlaps with it, so either run may have created the flag.
  for (const flag of final.flags) {
    // The transaction's timestamp is truncated to milliseconds; ours is not.
    const may = runs.filter(({ from, to }) => flag.at >= from - 1 && flag.at <= to + 1);
    context.expect(may.length > 0, 'every flag was created during a run of the job', flag);
    const step = flagged(flag)(final);
    const [asked, answered] = [Math.min(...may.map((ran) => ran.asked)), Math.max(...may.map((ran) => ran.answered))];
    if (step && may.length > 0) steps.push({ ...step, asked, answered });
  }
  const created = runs.reduce((sum, ran) => sum + ran.created, 0);
  context.expect(final.flags.length === created, 'the job created as many flags as it reports', { runs, flags: final.flags });
  return settle(steps, final);
}

/** Decides for unanswered steps whether they certainly happened or certainly did not: counts the rows that no answered step explains. */
function settle(steps: Step[], final: DatabaseState): Step[] {
  const made = (name: string | undefined, isAnswered: boolean) =>
    steps.filter(({ makes, answered }) => makes === name && (answered !== Infinity) === isAnswered).length;
  return steps.flatMap((step) => {
    const { makes, answered } = step;
    if (answered !== Infinity || makes === undefined) return [step];
    const unexplained = rowsOf(final, makes) - made(makes, true);
    if (unexplained <= 0) return [];
    return [unexplained >= made(makes, false) ? { ...step, answered: Number.MAX_SAFE_INTEGER } : step];
  });
}

/** Without concurrent requests, the job flags exactly the due skills, and no more when it runs again. */
async function checkQuietRun(given: { context: Context; round: Round; final: DatabaseState; database: Database }): Promise<void> {
  const { context, round, final, database } = given;
  let expected: State = final.state;
  let due = 0;
  for (let person = 0; person < PEOPLE; person += 1)
    for (let skill = 0; skill < SKILLS; skill += 1)
      if (isDue(expected, person, skill)) {
        expected = withFlag(expected, person, skill);
        due += 1;
      }
  for (const wanted of [due, 0]) {
    const outcome = await round.job.flagStaleSkills(new Date(), { log: () => {} });
    context.expect(outcome.ran && outcome.suggestionsCreated === wanted, 'the job flags exactly what is due', { wanted, outcome });
    const { state } = await readDatabaseState(database, round.world);
    context.expect(canonical(state) === canonical(expected), 'the state after the run equals the model', {
      database: canonical(state),
      expected: canonical(expected),
    });
  }
}
