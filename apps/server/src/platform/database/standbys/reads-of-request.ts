import type { QueryResultRow } from 'pg';
import { DatabaseRefusal } from '../../errors/database-refusal.js';
import { DomainError } from '../../errors/domain-error.js';
import { isDatabaseUnavailable, sqlState } from '../../errors/sqlstate.js';
import type { LaggingConnection, LaggingTransaction, Statement } from '../connection.js';
import type { ReadDatabase } from '../read-database.js';
import type { Standby } from './standby.js';

/** The statement took too long, or was canceled on request. */
const CANCELED = '57014';

/**
 * The reads of one request. All go to the same standby, so that later ones do not see less than earlier ones. If the standby cannot
 * answer, because it is lost, cancels a statement that conflicts with the replay, or does not know something yet, the same read is
 * repeated on the primary, and the primary answers the rest of the request.
 */
export class ReadsOfRequest implements LaggingConnection {
  readonly mayLag = true;
  private standby: Standby | undefined | 'not chosen' = 'not chosen';

  constructor(
    private readonly primary: ReadDatabase,
    private readonly choose: () => Standby | undefined,
    private readonly signal?: AbortSignal,
  ) {}

  query<Row extends QueryResultRow>(statement: Statement | string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.read((database) => database.query<Row>(statement, parameters));
  }

  transaction<Result>(work: (transaction: LaggingTransaction) => Promise<Result>): Promise<Result> {
    return this.read((database) => database.transaction(work));
  }

  private async read<Result>(from: (database: LaggingConnection) => Promise<Result>): Promise<Result> {
    if (this.standby === 'not chosen') this.standby = this.choose();
    const { standby } = this;
    if (!standby) return from(this.primary.for(this.signal));
    try {
      return await from(standby.database.for(this.signal));
    } catch (error) {
      if (isFinal(error) || this.signal?.aborted) throw error;
      if (isDatabaseUnavailable(error)) standby.distrust(error);
      this.standby = undefined;
      return from(this.primary.for(this.signal));
    }
  }
}

/** Whether the primary should not try again: it would give the same answer, or take over work that is too much for the standby. */
function isFinal(error: unknown): boolean {
  if (error instanceof DomainError || sqlState(error) === CANCELED) return true;
  return error instanceof DatabaseRefusal && error.reason === 'busy';
}
