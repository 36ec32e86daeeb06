import { dirname, join } from 'node:path';
import type { Context, Scenario, Violation } from './context.js';
import { History } from './history.js';
import { openOwnPostgres } from '../../apps/server/test/own-postgres.js';
import { inShort } from './report.js';
import { WORKERS, type ScenarioResult } from './scenario-result.js';
import { Random } from './random.js';
import { startServerProcess } from './server-process.js';
import { createSpreadDatabase } from './spread-database.js';

const MOST_VIOLATIONS = 100;

export interface ScenarioOptions {
  name: string;
  rounds: number;
  seed: number;
  /** The path of the built server, `main.js`. The command line `cli.js` is in the same folder. */
  serverEntry: string;
  signal?: AbortSignal;
  say?: (line: string) => void;
  /** Where to save the whole history if a rule was violated. */
  historyFile?: string;
}

/** Runs one scenario and removes everything that it opened. An error thrown by the scenario counts as a violation. */
export async function runScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioResult> {
  const { name, rounds, seed, serverEntry, signal = new AbortController().signal, say = () => {}, historyFile } = options;
  const started = performance.now();
  const random = new Random(`${seed}/${name}`);
  const history = new History();
  const violations: Violation[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  let round = 0;
  let roundsDone = 0;
  let workers = 0;
  const violated = (rule: string, detail?: unknown) => {
    // One cause may break a rule thousands of times. The rounds stop at this limit, because the first violations say enough.
    if (violations.length >= MOST_VIOLATIONS) return;
    violations.push({ round, rule, detail });
    history.note('VIOLATION', { round, rule, detail });
    say(`${name}: VIOLATED in round ${round}: ${rule}${detail === undefined ? '' : ` ${inShort(detail)}`}`);
  };
  const context: Context = {
    rounds,
    random,
    signal,
    history,
    violated,
    expect: (holds, rule, detail) => {
      if (!holds) violated(rule, detail);
    },
    say: (message) => say(`${name}: ${message}`),
    atEnd: (work) => void ends.unshift(work),
    eachRound: async (work) => {
      while (round < rounds && violations.length < MOST_VIOLATIONS) {
        signal.throwIfAborted();
        round += 1;
        const began = performance.now();
        history.note('round', { round });
        const words = await work({ number: round, random: random.fork(round) });
        roundsDone += 1;
        say(`${name} ${round}/${rounds}: ${words} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
      }
    },
    openPostgres: async (settings) => {
      const postgres = await openOwnPostgres(settings);
      context.atEnd(() => postgres.close());
      return postgres;
    },
    createDatabase: async () => {
      const citusUrl = process.env['TEST_CITUS_URL'];
      if (citusUrl === undefined) return (await context.openPostgres()).createDatabase();
      const spread = await createSpreadDatabase(citusUrl);
      workers = spread.workers;
      context.atEnd(() => spread.drop());
      return spread.url;
    },
    command: join(dirname(serverEntry), 'cli.js'),
    startServer: async (variables, killAfterMs) => {
      const server = await startServerProcess(serverEntry, variables, killAfterMs);
      context.atEnd(() => server.kill());
      return server;
    },
  };
  let facts: Record<string, number> = {};
  try {
    facts = await scenario.run(context);
  } catch (error) {
    if (!signal.aborted) violated('the scenario runs to its end', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  for (const end of ends) {
    // A failing cleanup must not skip the others, which stop processes.
    await end().catch((error: unknown) => say(`${name}: could not clean up: ${String(error)}`));
  }
  const failed = violations.length > 0;
  if (failed && historyFile !== undefined) history.keepAs(historyFile);
  const result = {
    name,
    about: scenario.about,
    seed,
    rounds,
    roundsDone,
    facts: workers === 0 ? facts : { ...facts, [WORKERS]: workers },
    violations,
    seconds: (performance.now() - started) / 1000,
    historyTail: failed ? history.tail() : [],
    historyLength: history.length,
  };
  history.remove();
  return result;
}
