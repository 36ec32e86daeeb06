import pg from 'pg';
import type { PoolClient, QueryResultRow } from 'pg';
import { openTransaction, type Connection, type Statement, type Transaction } from './connection.js';
import { typeParsers } from './type-parsers.js';

export type DatabaseRole = 'skilltrace_server' | 'skilltrace_reader';

export interface DatabaseOptions {
  url: string;
  role: DatabaseRole;
  /** Connections at most; each waits at most five seconds for its turn. */
  poolSize?: number;
  applicationName?: string;
  onIdleError?: (error: Error) => void;
}

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
 * A pool of connections that all run as one restricted role: the connection takes the role on as it starts, before any
 * statement of ours. The reader's pool is read-only besides.
 */
export class Database implements Connection {
  readonly pool: pg.Pool;

  constructor(options: DatabaseOptions) {
    // Without jit: our statements take milliseconds, and where PostgreSQL is built with it, compiling one takes a hundred.
    const readOnly = options.role === 'skilltrace_reader' ? ' -c default_transaction_read_only=on' : '';
    this.pool = new pg.Pool({
      connectionString: options.url,
      options: `-c role=${options.role} -c timezone=UTC -c jit=off -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000${readOnly}`,
      max: options.poolSize ?? 16,
      connectionTimeoutMillis: 5_000,
      application_name: options.applicationName ?? options.role,
      types: typeParsers,
    });
    // Without a listener, the loss of an idle connection would end the process.
    this.pool.on('error', (error) => options.onIdleError?.(error));
  }

  async query<Row extends QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(toQuery(statement, parameters))).rows;
  }

  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // While it is lent out, the pool does not listen: without a listener, losing it between two statements ends the process.
    const onLoss = (error: Error) => {
      broken = error;
    };
    client.on('error', onLoss);
    try {
      await client.query('BEGIN');
      const result = await work(new PoolTransaction(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(onLoss);
      throw error;
    } finally {
      client.off('error', onLoss);
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

function toQuery(statement: Statement | string, parameters: readonly unknown[]) {
  const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement;
  return { text, name, values: parameters as unknown[] };
}
