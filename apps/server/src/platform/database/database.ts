import pg from 'pg';
import type { QueryResultRow } from 'pg';
import { serializeOrigin, type Origin } from './origin.js';
import { openTransaction, type Connection, type Statement, type Transaction } from './connection.js';
import { parseDatabaseUrl } from './logins/database-url.js';
import { waitUntilForgotten } from './ended-credentials.js';
import { LOGIN_IDENTITY, requireLogin, type DatabaseRole, type LoginIdentity } from './logins/login-identity.js';
import { typeParsers } from './type-parsers.js';
import { WatchedClient } from './watched-client.js';
import { WatchedPool, type WatchedPoolClient } from './watched-pool.js';

export interface DatabaseOptions {
  /** The URL of a login that is a member of this role only. */
  url: string;
  role: DatabaseRole;
  /** The maximum number of connections. A request waits at most five seconds for one. */
  poolSize?: number;
  applicationName?: string;
  /** The key for fingerprints of erased people (`erasureKey`). Without it, no person can be erased. */
  erasureKey?: string;
  /** Session settings, such as `-c max_parallel_workers_per_gather=0`. */
  settings?: string;
  /** Whether the driver sends a statement before the one before it has been answered. */
  pipeline?: boolean;
  /** The default origin of changes in the audit log. `from` overrides it. */
  origin?: Origin;
  /** Checks each new connection after its login, before it is used. */
  inspect?: (client: pg.ClientBase) => Promise<void>;
  onIdleError?: (error: Error) => void;
  /** Called when the database stops responding on open connections, and when it responds again. */
  onSilence?: (isSilent: boolean) => void;
}

/** The database is read-only. A database that became a standby keeps its connections, and another one may have replaced it. */
const READ_ONLY = '25006';
/** With these errors PostgreSQL announces that it closes the connection. It closes later, so it must not be reused in between. */
const ENDS_THE_CONNECTION = /^(08|57P|25P0[34])/;

/** How long a statement that can be canceled may run. Other statements have a minute. */
const LARGE_STATEMENT_WITHIN = '10min';
/** PostgreSQL ignores a request to cancel a statement that it has not read yet, so the request is repeated. */
const CANCEL_EVERY_MS = 500;

class PoolTransaction implements Transaction {
  readonly [openTransaction] = true;

  constructor(
    readonly client: WatchedPoolClient,
    private readonly signal?: AbortSignal,
  ) {}

  async query<Row extends QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.signal?.throwIfAborted();
    return this.client.run<Row>(toQuery(statement, parameters));
  }

  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return work(this);
  }
}

/**
 * A pool of connections of one restricted login. Each new connection is checked against that login and its role before it is
 * used. Neither the URL nor the environment of the process can change session settings.
 */
export class Database implements Connection {
  private readonly origin: Origin | undefined;
  private readonly settings: pg.ClientConfig;
  readonly pool: WatchedPool;

  constructor(private readonly options: DatabaseOptions) {
    this.origin = options.origin;
    // JIT is off because our statements take milliseconds and compiling one takes about 100 ms.
    // With keepalives, PostgreSQL notices within minutes that we are gone and frees the connection.
    const keepalives = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10';
    // The key is passed as a startup option, so that no statement, and no statement log, contains it.
    const erasureKey = options.erasureKey === undefined ? '' : ` -c skilltrace.erasure_key=${options.erasureKey}`;
    this.settings = {
      ...parseDatabaseUrl(options.url),
      options: `-c search_path=public -c timezone=UTC -c jit=off -c client_min_messages=notice -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000 ${keepalives}${erasureKey} ${options.settings ?? ''}`,
      application_name: options.applicationName ?? options.role,
      types: typeParsers,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    };
    this.pool = new WatchedPool({
      ...this.settings,
      address: parseDatabaseUrl(options.url),
      inspect: (client) => this.inspect(client),
      max: options.poolSize ?? 16,
      connectionTimeoutMillis: 5_000,
      onSilence: options.onSilence,
      pipeline: options.pipeline,
    });
    // Without a listener, the loss of an idle connection would end the process.
    this.pool.on('error', (error) => options.onIdleError?.(error));
  }

  async query<Row extends QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    // Not `pool.query`: it discards the connection after every error, and a new connection costs more than the statement.
    const client = await this.pool.connect();
    let unfit = false;
    try {
      const rows = await client.run<Row>(toQuery(statement, parameters));
      if (client.tookNotice()) await waitUntilForgotten(client);
      return rows;
    } catch (error) {
      unfit = this.isUnfit(error);
      throw error;
    } finally {
      client.release(unfit);
    }
  }

  /** Returns a connection from the same pool whose transactions record this origin in the audit log. */
  from(origin: Origin): Connection {
    return {
      query: (statement, parameters) => this.query(statement, parameters),
      transaction: (work) => this.transaction(work, origin),
    };
  }

  /**
   * Runs `work` in a transaction. With a signal, its statements have ten minutes; when it aborts, PostgreSQL cancels the running one. The promise rejects with the
   * reason only after PostgreSQL has confirmed the end, and the connection is closed, so that a late request to cancel cannot reach
   * the statement of another request.
   */
  async transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    origin = this.origin,
    signal?: AbortSignal,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const client = await this.pool.connect();
    let broken: Error | undefined;
    let unfit = false;
    const onLoss = (error: Error) => {
      broken = error;
    };
    client.on('error', onLoss);
    const stopCanceling = signal && cancelOnAbort(client, signal);
    try {
      // In one message, so that the settings need no extra round trip. They are local to the transaction.
      const mark = origin ? `; SET LOCAL skilltrace.origin = ${client.escapeLiteral(serializeOrigin(origin))}` : '';
      await client.query(`BEGIN${mark}${signal ? `; SET LOCAL statement_timeout = '${LARGE_STATEMENT_WITHIN}'` : ''}`);
      const result = await work(new PoolTransaction(client, signal));
      await client.query('COMMIT');
      if (client.tookNotice()) await waitUntilForgotten(client);
      return result;
    } catch (error) {
      unfit = this.isUnfit(error);
      await client.query('ROLLBACK').catch(onLoss);
      client.tookNotice();
      throw signal?.aborted ? signal.reason : error;
    } finally {
      client.off('error', onLoss);
      stopCanceling?.();
      client.release(broken ?? (unfit || signal?.aborted));
    }
  }

  /**
   * Checks the login again, because roles can be granted after the connections were opened.
   *
   * @throws LoginRefusedError if the login has rights that it must not have
   */
  async checkLogin(): Promise<void> {
    this.requireLogin(await this.query<LoginIdentity & QueryResultRow>(LOGIN_IDENTITY, [this.options.role]));
  }

  /** Opens a connection outside of the pool, checked like those in it. The caller has to end it. */
  async openClient(applicationName: string): Promise<WatchedClient> {
    const timeouts = { connectionTimeoutMillis: 5_000, query_timeout: 30_000 };
    const client = new WatchedClient({ ...this.settings, ...timeouts, application_name: applicationName });
    client.on('error', () => {});
    try {
      await client.connect();
      await this.inspect(client);
      return client;
    } catch (error) {
      client.cutOff();
      throw error;
    }
  }

  /** Opens another pool for the same database and login. The caller has to close it. */
  another(options: Pick<DatabaseOptions, 'poolSize' | 'applicationName' | 'erasureKey'>): Database {
    return new Database({ ...this.options, onSilence: undefined, ...options });
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async inspect(client: pg.ClientBase): Promise<void> {
    this.requireLogin((await client.query<LoginIdentity>(LOGIN_IDENTITY, [this.options.role])).rows);
    await this.options.inspect?.(client);
  }

  private requireLogin(answer: readonly LoginIdentity[]): void {
    requireLogin(answer, parseDatabaseUrl(this.options.url).user ?? '', this.options.role);
  }

  protected isUnfit(thrown: unknown): boolean {
    const error = thrown instanceof Error && thrown.cause instanceof pg.DatabaseError ? thrown.cause : thrown;
    if (!(error instanceof pg.DatabaseError)) return false;
    const isReadOnly = error.code === READ_ONLY;
    if (isReadOnly) this.pool.renew();
    return isReadOnly || ENDS_THE_CONNECTION.test(error.code ?? '');
  }
}

/** @returns a function to call when no statement is running any more */
function cancelOnAbort(client: WatchedPoolClient, signal: AbortSignal): () => void {
  let repeating: NodeJS.Timeout | undefined;
  const cancel = () => {
    client.cancelStatement();
    repeating = setInterval(() => client.cancelStatement(), CANCEL_EVERY_MS);
  };
  signal.addEventListener('abort', cancel);
  return () => {
    signal.removeEventListener('abort', cancel);
    clearInterval(repeating);
  };
}

export function toQuery(statement: Statement | string, parameters: readonly unknown[]) {
  const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement;
  return { text, name, values: parameters as unknown[] };
}
