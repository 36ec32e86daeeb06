import type pg from 'pg';
import type { Statement } from '@skilltrace/server/platform/database/connection.js';
import { ReadDatabase } from '@skilltrace/server/platform/database/read-database.js';

export interface Sent {
  statement: Statement;
  parameters: unknown[];
}

/** Records the statements that a use case sends, so that the bare side runs exactly the same ones. */
export class RecordingDatabase extends ReadDatabase {
  readonly sent: Sent[] = [];

  override async query<Row extends pg.QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.sent.push({ statement: typeof statement === 'string' ? { text: statement } : statement, parameters: [...parameters] });
    return super.query<Row>(statement, parameters);
  }
}
