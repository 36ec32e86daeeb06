import { LoginRefusedError } from '../../errors/login-refused-error.js';
import type { Database } from '../database.js';
import { parseDatabaseUrl } from '../logins/database-url.js';
import { ReadDatabase } from '../read-database.js';
import type { PositionsOfPrimary, Sample } from './positions-of-primary.js';
import { inTime, readReport, readReportOver, type Report } from './report.js';

/** What an answer must include. */
export interface Needs {
  /** Everything up to this position of the write-ahead log. */
  position: number;
  /** Everything recorded up to this time, in milliseconds. */
  asOf?: number;
}

export interface StandbyOptions {
  url: string;
  poolSize: number;
  applicationName: string;
  maxLagMs: number;
  log: (message: string) => void;
}

/** Clocks of two machines may differ this much. */
const CLOCKS_DIFFER_MS = 60_000;

/** Why a standby is not used. One that is `refused` does not become usable by waiting. */
export interface Problem {
  kind: 'lost' | 'behind' | 'restarted' | 'promoted' | 'ahead' | 'refused';
  why: string;
}

/** One standby: its connections, and whether they may be used. */
export class Standby {
  /** The host and port. */
  readonly place: string;
  readonly database: ReadDatabase;
  /** A separate connection, so that slow reads do not look like a lost standby. */
  private readonly monitor: Database;
  private found: Problem | undefined = { kind: 'lost', why: 'it has not answered yet' };
  /** The highest position that it has reported. After a crash, a standby can be behind it again, and is then not used. */
  private replayed = 0;
  /**
   * The latest position of the primary that it has replayed. Undefined until that is one from after the start of this server, which may have
   * migrated the schema before.
   */
  private reached: Sample | undefined;
  private logged: string | undefined;

  constructor(
    private readonly primary: PositionsOfPrimary,
    private readonly options: StandbyOptions,
  ) {
    const { host, port = 5432 } = parseDatabaseUrl(options.url);
    this.place = `${host}:${port}`;
    const { url, poolSize, applicationName } = options;
    // Every connection is checked when it opens: after a restart or behind a moved address, it may lead to something else.
    this.database = new ReadDatabase({
      url,
      poolSize,
      applicationName,
      inspect: async (client) => {
        const problem = this.problemOf(await readReportOver(client));
        if (problem) throw new Error(`The standby ${this.place} cannot be used: ${problem.why}`);
      },
    });
    this.monitor = new ReadDatabase({ url, poolSize: 1, applicationName: 'skilltrace standby monitor' });
  }

  /** Why it is not used. Undefined if it is. */
  get problem(): Problem | undefined {
    return this.found ?? (this.behindMs() > this.options.maxLagMs ? { kind: 'behind', why: 'it is too far behind' } : undefined);
  }

  /** How far the standby is behind the primary. A time is accurate to the interval between two looks. */
  lag(): { seconds: number; bytes: number } {
    const { latest } = this.primary;
    if (!latest) return { seconds: 0, bytes: 0 };
    return { seconds: this.reached === latest ? 0 : this.behindMs() / 1000, bytes: Math.max(0, latest.position - this.replayed) };
  }

  /** Whether an answer of the standby includes what is needed. */
  has({ position, asOf }: Needs): boolean {
    if (this.problem || !this.reached || this.replayed < position) return false;
    return asOf === undefined || asOf <= this.reached.time - CLOCKS_DIFFER_MS;
  }

  /** Asks the standby about itself and decides whether it may be used. The primary has just been asked. */
  async look(withinMs?: number): Promise<void> {
    const asked = Promise.all([readReport(this.monitor), this.monitor.checkLogin()]);
    this.found = await inTime(asked, withinMs).then(
      ([report]) => this.judge(report),
      (error: unknown) => (error instanceof LoginRefusedError ? { kind: 'refused', why: error.message } : lost(error)),
    );
    this.logChange();
  }

  private logChange(): void {
    const { problem } = this;
    const state = problem?.kind ?? 'used';
    if (state !== this.logged) this.options.log(`the standby ${this.place} is ${problem ? `not used: ${problem.why}` : 'used for reads'}`);
    this.logged = state;
  }

  /** Stops using the standby until the next look, because a statement got no answer. */
  distrust(error: unknown): void {
    this.found ??= lost(error);
  }

  async close(): Promise<void> {
    await Promise.all([this.database.close(), this.monitor.close()]);
  }

  private judge(report: Report): Problem | undefined {
    // What it had replayed before the primary was asked. More than the primary has can only come from another history.
    const isAhead = this.replayed > (this.primary.latest?.position ?? Infinity);
    const problem = this.problemOf(report);
    if (problem) return problem;
    if (isAhead) return { kind: 'ahead', why: 'it has replayed more than the primary has written, so it follows another server' };
    this.replayed = report.position;
    this.reached = this.primary.reachedBy(report.position) ?? this.reached;
    return undefined;
  }

  private problemOf({ identity, isInRecovery, position }: Report): Problem | undefined {
    if (identity !== this.primary.identity) return { kind: 'refused', why: 'it is not a copy of the database that this server writes to' };
    if (!isInRecovery) return { kind: 'promoted', why: 'it is not a standby, or it was promoted' };
    return position < this.replayed ? { kind: 'restarted', why: 'it restarted and has not replayed everything again' } : undefined;
  }

  private behindMs(): number {
    return this.reached ? performance.now() - this.reached.at : Infinity;
  }
}

function lost(error: unknown): Problem {
  return { kind: 'lost', why: `it cannot be read: ${error instanceof Error ? error.message || error.name : String(error)}` };
}
