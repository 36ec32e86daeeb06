import type { LaggingConnection } from './connection.js';

const MAY_BE_SPREAD = 'SELECT tables_are_copied() AS found';

/**
 * Whether the ledger may be spread over workers (`skilltrace scale-out`). Statements that look up signals for each row of another
 * table are the fastest on one database, but Citus refuses them. It runs those that read the signals in one pass.
 */
export async function isSpread(ledger: Pick<LaggingConnection, 'query'>): Promise<boolean> {
  return (await ledger.query<{ found: boolean }>(MAY_BE_SPREAD))[0]?.found === true;
}
