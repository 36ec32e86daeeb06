import pg from 'pg';
import type { PoolClient, QueryResultRow } from 'pg';
import { markOf, type Origin } from './origin.js';
import { openTransaction, type Connection, type Statement, type Transaction } from './connection.js';
import { parseDatabaseUrl } from './logins/database-url.js';
import { LOGIN_IDENTITY, refuseOtherLogin, type DatabaseRole, type LoginIdentity } from './logins/login-identity.js';
import { typeParsers } from './type-parsers.js';
import { WatchedPool } from './watched-pool.js';

export interface DatabaseOptions {
  /** Of a login that is a member of the role and of nothing else. */
  url: string;
  role: DatabaseRole;
  /** Connections at most; each waits at most five seconds for its turn. */
  poolSize?: number;
  applicationName?: string;
  /** The key for fingerprints of erased people (`erasureKey`). Without it nobody can be erased. */
  erasureKey?: string;
  /** Where changes come from, as the audit log keeps it, unless `from` says otherwise. */
  origin?: Origin;
  onIdleError?: (error: Error) => void;
  /** Told when the database stops answering while connections stand, and when it answers again. */
  onSilence?: (isSilent: boolean) => void;
}

/** Refused as read-only: a database that became a standby keeps its connections, and another may have taken its place. */
const READ_ONLY = '25006';
/** With these PostgreSQL says that it ends the connection. Its end comes later, and nobody must be handed it in between. */
const ENDS_THE_CONNECTION = /^(08|57P|25P0[34])/;

class PoolTransaction implements Transaction {
  readonly [openTransaction] = true;

  constructor(readonly client: PoolClient) {}

  async query<Row extends QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(toQuery(statement, parameters))).rows;
  }

  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return work(this);
  }
}

/**
 * A pool of connections of one restricted login. Each new connection is held against that login and its role before anybody
 * gets it; neither the URL nor the environment of the process changes a setting of the session.
 */
export class Database implements Connection {
  private readonly origin: Origin | undefined;
  readonly pool: WatchedPool;

  constructor(private readonly options: DatabaseOptions) {
    this.origin = options.origin;
    // Without jit: our statements take milliseconds, and where PostgreSQL is built with it, compiling one takes a hundred.
    // The keepalives let PostgreSQL notice within minutes that we are gone without a word, and give the connection free.
    const keepalives = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10';
    // Handed over as the connection starts, so that no statement, and with it no log of statements, holds the key.
    const erasureKey = options.erasureKey === undefined ? '' : ` -c skilltrace.erasure_key=${options.erasureKey}`;
    this.pool = new WatchedPool({
      address: parseDatabaseUrl(options.url),
      inspect: async (client) => this.refuseOtherLogin((await client.query<LoginIdentity>(LOGIN_IDENTITY, [options.role])).rows),
      options: `-c search_path=public -c timezone=UTC -c jit=off -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000 ${keepalives}${erasureKey}`,
      max: options.poolSize ?? 16,
      connectionTimeoutMillis: 5_000,
      application_name: options.applicationName ?? options.role,
      types: typeParsers,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      onSilence: options.onSilence,
    });
    // Without a listener, the loss of an idle connection would end the process.
    this.pool.on('error', (error) => options.onIdleError?.(error));
  }

  async query<Row extends QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    // Not `pool.query`, which throws the connection away with every refusal, and a new one costs more than the statement.
    const client = await this.pool.connect();
    let unfit = false;
    try {
      return (await client.query<Row>(toQuery(statement, parameters))).rows;
    } catch (error) {
      unfit = this.isUnfit(error);
      throw error;
    } finally {
      client.release(unfit);
    }
  }

  /** The same pool, whose transactions tell the audit log that what they change comes from there. */
  from(origin: Origin): Connection {
    return {
      query: (statement, parameters) => this.query(statement, parameters),
      transaction: (work) => this.transaction(work, origin),
    };
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>, origin = this.origin): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    let unfit = false;
    const onLoss = (error: Error) => {
      broken = error;
    };
    client.on('error', onLoss);
    try {
      // One message: the mark costs no round trip of its own. It goes with the transaction.
      await client.query(origin ? `BEGIN; SET LOCAL skilltrace.origin = ${client.escapeLiteral(markOf(origin))}` : 'BEGIN');
      const result = await work(new PoolTransaction(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      unfit = this.isUnfit(error);
      await client.query('ROLLBACK').catch(onLoss);
      throw error;
    } finally {
      client.off('error', onLoss);
      client.release(broken ?? unfit);
    }
  }

  /**
   * Whether the login is still what it was when its connections were opened: roles can be granted at any time.
   *
   * @throws LoginRefusedError where it is not
   */
  async checkLogin(): Promise<void> {
    this.refuseOtherLogin(await this.query<LoginIdentity & QueryResultRow>(LOGIN_IDENTITY, [this.options.role]));
  }

  /** Further connections to the same database, as the same login; the caller closes them. */
  another(options: Pick<DatabaseOptions, 'poolSize' | 'applicationName' | 'erasureKey'>): Database {
    return new Database({ ...this.options, onSilence: undefined, ...options });
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private refuseOtherLogin(answer: readonly LoginIdentity[]): void {
    refuseOtherLogin(answer, parseDatabaseUrl(this.options.url).user ?? '', this.options.role);
  }

  private isUnfit(error: unknown): boolean {
    if (!(error instanceof pg.DatabaseError)) return false;
    const isReadOnly = error.code === READ_ONLY;
    if (isReadOnly) this.pool.renew();
    return isReadOnly || ENDS_THE_CONNECTION.test(error.code ?? '');
  }
}

function toQuery(statement: Statement | string, parameters: readonly unknown[]) {
  const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement;
  return { text, name, values: parameters as unknown[] };
}
