import type { History } from './history.js';
import type { OwnPostgres } from '../../apps/server/test/own-postgres.js';
import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';

/** The exports of a scenario file. */
export interface Scenario {
  /** One line for `--help` and the report: what is done to the server, and what must hold. */
  about: string;
  /** For scenarios with long rounds: runs one of this many requested rounds. */
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
  /** Derived only from the seed, the scenario and the round, so that a single round can be repeated. */
  random: Random;
}

/** The tools of a scenario. Everything opened through it is closed at the end in reverse order, even after a failure. */
export interface Context {
  rounds: number;
  random: Random;
  /** Aborted when the run is interrupted. Pass it to long waits. */
  signal: AbortSignal;
  /** Actions and their outcomes; kept in a file if a rule was violated. */
  history: History;
  /**
   * Runs every round and reports each result. An error thrown in a round ends the scenario and counts as a violation.
   *
   * @param work runs a round and returns a short summary of it
   */
  eachRound(work: (round: Round) => Promise<string>): Promise<void>;
  /** Reports that a rule did not hold. The round continues. */
  violated(rule: string, detail?: unknown): void;
  /** Reports that `rule` did not hold unless `holds` is true. */
  expect(holds: boolean, rule: string, detail?: unknown): void;
  /** Prints a line. */
  say(message: string): void;
  /** Registers cleanup. Runs at the end, last registered first. */
  atEnd(work: () => Promise<unknown>): void;
  /** Starts a durable PostgreSQL for this scenario that can be killed. */
  openPostgres(settings?: Record<string, string>): Promise<OwnPostgres>;
  /**
   * Creates an empty database for a scenario that does not control PostgreSQL, and returns the URL of its owner. With TEST_CITUS_URL, the ledger of this
   * database is spread over the workers of that cluster.
   */
  createDatabase(): Promise<string>;
  /** The path of the built command line, for `runCommand`. */
  command: string;
  /**
   * Starts a process of the built server and resolves when it is ready. `variables` is its environment
   * (`docs/reference/configuration.md`). With `killAfterMs` the process is killed after this time, ready or not.
   */
  startServer(variables: Record<string, string>, killAfterMs?: number): Promise<ServerProcess>;
}
