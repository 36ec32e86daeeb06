import type { History } from './history.js';
import type { OwnPostgres } from '../../apps/server/test/own-postgres.js';
import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';

/** What a scenario file exports. */
export interface Scenario {
  /** One line for `--help` and the report: what is done to the server, and what has to hold. */
  about: string;
  /** Where rounds are long: it does one of so many that are asked for. */
  oneRoundIn?: number;
  /** @returns figures for the report, such as how many updates were acknowledged */
  run(context: Context): Promise<Record<string, number>>;
}

/** A rule that did not hold. */
export interface Violation {
  round: number;
  rule: string;
  detail: unknown;
}

interface Round {
  /** From 1. */
  number: number;
  /** Drawn from the seed, the scenario and the round alone, so that one round can be repeated by itself. */
  random: Random;
}

/** What a scenario is given. Everything that it opens through it ends with it, in the reverse order, whatever happens. */
export interface Context {
  rounds: number;
  random: Random;
  /** Aborted when somebody ends the run: long waits take it. */
  signal: AbortSignal;
  /** Who did what and what came of it; kept in a file where something was violated. */
  history: History;
  /**
   * Runs every round, says how each ended, and ends the scenario where one throws, which counts as a violation.
   *
   * @param work returns a few words about the round
   */
  eachRound(work: (round: Round) => Promise<string>): Promise<void>;
  /** Says that a rule did not hold. The round goes on. */
  violated(rule: string, detail?: unknown): void;
  /** Says that `rule` did not hold unless `holds`. */
  expect(holds: boolean, rule: string, detail?: unknown): void;
  /** A line on the screen. */
  say(message: string): void;
  /** Runs at the end, the last one first. */
  atEnd(work: () => Promise<unknown>): void;
  /** A PostgreSQL of the scenario's own that keeps what it acknowledged, to be killed as one likes. */
  openPostgres(settings?: Record<string, string>): Promise<OwnPostgres>;
  /** The built command line, for `runCommand`. */
  command: string;
  /**
   * A process of the built server, resolved when it answers. `variables` are its environment (`docs/reference/configuration.md`); with
   * `killAfterMs` it is killed then, ready or not.
   */
  startServer(variables: Record<string, string>, killAfterMs?: number): Promise<ServerProcess>;
}
