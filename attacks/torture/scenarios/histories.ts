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
import { rowsOf, type Told } from '../../histories/steps.js';
import { flagged, isDue, withFlag } from '../../histories/suggestion-steps.js';
import { readStanding, type Standing } from '../../histories/what-stands.js';
import { makeWorld, PEOPLE, SKILLS } from '../../histories/world.js';
import { openDatabase } from '../open-database.js';

export const about =
  'eight clients of two servers do everything at once: one order of it explains every answer and what stands, and nothing half stands';

const CLIENTS = 8;
const OPERATIONS = 16;
const SESSION_SECRET = 'a secret of the torture, 32 characters';

/**
 * A round is a world of its own: people, projects and skills that only its clients know. What they were answered is held
 * against a plain model: there must be an order of all that happened, true to who was answered before whom asked, in
 * which the model gives the same answers and ends where the database stands.
 */
export async function run(context: Context): Promise<Record<string, number>> {
  const postgres = await context.openPostgres();
  const url = await postgres.createDatabase();
  const variables = { DATABASE_URL: url, SESSION_SECRET };
  const first = await context.startServer(variables);
  const second = await context.startServer(variables);
  const database = await openDatabase(url, { poolSize: 6 });
  context.atEnd(() => database.close());
  const job = new StaleSkillFlaggingService(new PrismaService(database));
  const totals = { requests: 0, steps: 0, untold: 0, updates: 0, flags: 0, looked: 0, undecided: 0 };

  await context.eachRound(async ({ number, random }) => {
    const world = await makeWorld(database, `w${number}-${random.between(0, 1e6)}`, random);
    const told: { asked: number; answered: number; told: Told }[] = [];
    const runs: Run[] = [];
    let texts = 0;
    const round: Round = {
      world,
      tell: ({ asked, answered }, what) => void told.push({ asked, answered, told: what }),
      jobRan: (ran) => void runs.push(ran),
      assignmentIds: [],
      members: [],
      suggestionIds: [],
      job,
      comesUp: (table, text) =>
        comesUp(
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
    const standing = await readAtRest(database, world);
    const steps = understood(told, runs, standing, context);
    const verdict = linearize(steps, world.initial, standing.state, random.fork('search'));
    context.history.note('verdict', { ...verdict });
    const detail = { ...verdict, steps: steps.map(({ what, asked, answered }) => `${asked.toFixed(1)}–${answered.toFixed(1)} ${what}`) };
    if (!verdict.found && !verdict.gaveUp) context.violated('an order explains the answers', detail);
    if (!verdict.found && verdict.gaveUp) {
      totals.undecided += 1;
      context.history.note('undecided', detail);
    }

    await oneQuietNight({ context, round, standing, database });
    const { ok, checks } = await verifyLedger(database);
    context.expect(
      ok,
      'ledger verify is clean',
      checks.filter(({ violations }) => violations > 0),
    );
    totals.requests += told.length;
    totals.steps += steps.length;
    totals.untold += steps.filter(({ answered }) => answered === Infinity).length;
    totals.updates += standing.updates.size;
    totals.flags += standing.flags.length;
    totals.looked += verdict.looked;
    return `${steps.length} steps, ${standing.updates.size} updates, ${standing.state.signals.length} other signals, ${standing.flags.length} flags; ${verdict.looked} orders looked at`;
  });
  // Where there is no order, most searches end before all were tried: one undecided in fifty is chance, several are not.
  context.expect(totals.undecided <= Math.max(1, context.rounds / 10), 'in nearly every round an order is found', totals);
  return totals;
}

const SEEN = {
  progress_updates: 'SELECT FROM progress_updates WHERE content = $1 AND user_id = ANY ($2)',
  assignments: 'SELECT FROM assignments WHERE role = $1 AND profile_id = ANY ($2)',
};

type Run = Parameters<Round['jobRan']>[0];

async function comesUp(database: Database, table: keyof typeof SEEN, text: string, people: number[]): Promise<boolean> {
  for (let look = 0; look < 10; look += 1) {
    if ((await database.query(SEEN[table], [text, people])).length > 0) return true;
    await sleep(20);
  }
  return false;
}

/** What nobody waits for any more may still be under way: it is looked at until nothing moves. */
async function readAtRest(database: Database, world: Round['world']): Promise<Standing> {
  const BUSY = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()`;
  for (let before = ''; ;) {
    await sleep(50);
    const isBusy = (await database.query(BUSY)).length > 0;
    const standing = await readStanding(database, world);
    const now = canonical(standing.state) + standing.updates.size;
    if (!isBusy && now === before) return standing;
    before = now;
  }
}

/** Every step with what stands for it, the flags of the job among them. */
function understood(told: { asked: number; answered: number; told: Told }[], runs: Run[], standing: Standing, context: Context): Step[] {
  const steps = told.flatMap(({ asked, answered, told: understand }) => {
    const step = understand(standing);
    return step ? [{ ...step, asked, answered: step.happened ? Math.min(answered, Number.MAX_SAFE_INTEGER) : answered }] : [];
  });
  const explained = new Set(steps.flatMap(({ what }) => /posts (\w+ \d+) on/.exec(what)?.[1] ?? []));
  const unknown = [...standing.updates.keys()].filter((content) => !explained.has(content));
  context.expect(unknown.length === 0, 'every update that stands was posted', unknown);
  // A run that waits for its turn sees the flags of the one before it within its own time: either may have made them.
  for (const flag of standing.flags) {
    // A transaction's moment is cut to milliseconds, and ours is rounded by nobody.
    const may = runs.filter(({ from, to }) => flag.at >= from - 1 && flag.at <= to + 1);
    context.expect(may.length > 0, 'every flag was made by a run of the job', flag);
    const step = flagged(flag)(standing);
    const [asked, answered] = [Math.min(...may.map((ran) => ran.asked)), Math.max(...may.map((ran) => ran.answered))];
    if (step && may.length > 0) steps.push({ ...step, asked, answered });
  }
  const created = runs.reduce((sum, ran) => sum + ran.created, 0);
  context.expect(standing.flags.length === created, 'the job made as many flags as it says', { runs, flags: standing.flags });
  return settled(steps, standing);
}

/** Of what nobody was told, what certainly happened or certainly did not, by how many rows stand that nobody else made. */
function settled(steps: Step[], standing: Standing): Step[] {
  const made = (name: string | undefined, isTold: boolean) =>
    steps.filter(({ makes, answered }) => makes === name && (answered !== Infinity) === isTold).length;
  return steps.flatMap((step) => {
    const { makes, answered } = step;
    if (answered !== Infinity || makes === undefined) return [step];
    const unexplained = rowsOf(standing, makes) - made(makes, true);
    if (unexplained <= 0) return [];
    return [unexplained >= made(makes, false) ? { ...step, answered: Number.MAX_SAFE_INTEGER } : step];
  });
}

/** With nobody beside it, the job flags exactly what is due, and nothing when it runs again. */
async function oneQuietNight(given: { context: Context; round: Round; standing: Standing; database: Database }): Promise<void> {
  const { context, round, standing, database } = given;
  let expected: State = standing.state;
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
    const { state } = await readStanding(database, round.world);
    context.expect(canonical(state) === canonical(expected), 'after the night stands what the model says', {
      stands: canonical(state),
      expected: canonical(expected),
    });
  }
}
