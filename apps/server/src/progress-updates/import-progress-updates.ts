import { fieldProblem, type ImportedProgressUpdate, type ImportReport } from '@skilltrace/contract';
import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import { recordImport } from '../platform/audit/record-import.js';
import { openTransaction, type Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { interruptedImport, unrecordedImport } from './import-interrupted.js';
import { ImportTally } from './import-tally.js';
import { ndjsonLines } from './ndjson-lines.js';
import { readImportLine, refusalOf, refusalOfFields, type Refusal } from './read-import-line.js';

// One call imports a whole batch with its signals: `database/functions/progress-updates/import_progress_updates.sql`.
const IMPORT = {
  name: 'import_progress_updates',
  text: 'SELECT results, signals FROM import_progress_updates($1, $2, $3, $4, $5, $6, $7, $8)',
};

const refusals: Record<string, Refusal> = {
  NO_PROJECT: refusalOf({ code: 'NOT_FOUND', sentence: 'This {resource} does not exist.', params: { resource: 'project' } }),
  ERASED: refusalOf({ code: 'ERASED', sentence: 'The person of this update was erased.' }),
  NO_PERSON: refusalOf({ code: 'NOT_FOUND', sentence: 'This {resource} does not exist.', params: { resource: 'person' } }),
  FUTURE: refusalOfFields([{ path: 'createdAt', ...fieldProblem('must not be in the future') }]),
  NOT_ASSIGNED: refusalOf({ code: 'FORBIDDEN', sentence: 'The person was not assigned to the project at that time.' }),
  NOT_ACTIVE: refusalOf({ code: 'PROJECT_NOT_ACTIVE', sentence: 'The project was not active at that time.' }),
};

const LARGEST_BATCH_BYTES = 4 * 1024 * 1024;

export interface ImportOptions {
  /** Called after each batch with the results so far. `lines` counts all lines read, including blank ones. */
  onProgress?: (report: ImportReport & { lines: number }) => void;
  /** The maximum number of lines per batch. */
  batchSize?: number;
}

interface Batch {
  /** The number of unreadable lines, which are not part of the batch. */
  unreadable: number;
  numbers: number[];
  updates: ImportedProgressUpdate[];
  bytes: number;
  lastLine: number;
}

/**
 * Imports past updates and emits their `update` signals, from the chunks of an NDJSON stream of any length, in bounded memory.
 * An invalid line is reported and skipped. A line whose update already exists changes nothing.
 *
 * Each batch is a separate transaction, unless `connection` is one: an interrupted import has committed whole batches and
 * reports them, and importing the same stream again adds the rest. The next batch is read while the database works on the
 * previous one. The import is recorded in the audit log at its end, even if it was interrupted.
 *
 * @throws PartlyDone if it was interrupted after committing lines
 */
export async function importProgressUpdates(
  connection: Connection,
  chunks: AsyncIterable<Uint8Array | string>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const tally = new ImportTally();
  // Inside an outer transaction, nothing is committed until that transaction ends.
  const isNested = openTransaction in connection;
  const record = (isWhole: boolean) => recordImport(connection, 'progress_updates', isWhole, { ...tally.standing() });
  try {
    await importAll(connection, chunks, tally, options);
  } catch (error) {
    // This also fails if the database is unavailable or the transaction is broken. The error of the import is more useful.
    await record(false).catch(() => {});
    throw isNested ? error : interruptedImport(error, tally);
  }
  tally.finish();
  try {
    await record(true);
  } catch (error) {
    throw isNested ? error : unrecordedImport(error, tally);
  }
  return tally.report();
}

async function importAll(
  connection: Connection,
  chunks: AsyncIterable<Uint8Array | string>,
  tally: ImportTally,
  { onProgress, batchSize = 1000 }: ImportOptions,
): Promise<void> {
  let working: Promise<void> = Promise.resolve();
  try {
    for await (const batch of batches(chunks, tally, batchSize)) {
      await working;
      tally.send(batch.lastLine);
      working = importBatch(connection, batch, tally).then(() => onProgress?.({ ...tally.report(), lines: batch.lastLine }));
      // The next `await working` handles a rejection. This prevents it from being reported as unhandled until then.
      working.catch(() => {});
    }
  } finally {
    await working;
  }
}

async function* batches(chunks: AsyncIterable<Uint8Array | string>, tally: ImportTally, batchSize: number): AsyncGenerator<Batch> {
  let batch: Batch = { numbers: [], updates: [], bytes: 0, lastLine: 0, unreadable: 0 };
  for await (const lines of ndjsonLines(chunks)) {
    for (const line of lines) {
      const read = readImportLine(line);
      batch.lastLine = line.number;
      if (read === undefined) continue;
      if ('refusal' in read) {
        tally.rejectUnreadable(line.number, read.refusal);
        batch.unreadable += 1;
        continue;
      }
      batch.numbers.push(line.number);
      batch.updates.push(read.update);
      batch.bytes += line.bytes?.length ?? 0;
      if (batch.updates.length >= batchSize || batch.bytes >= LARGEST_BATCH_BYTES) {
        yield batch;
        batch = { numbers: [], updates: [], bytes: 0, lastLine: line.number, unreadable: 0 };
      }
    }
  }
  if (batch.updates.length > 0) yield batch;
}

async function importBatch(connection: Connection, { numbers, updates, lastLine, unreadable }: Batch, tally: ImportTally): Promise<void> {
  const values = [
    updates.map((update) => update.projectId ?? null),
    updates.map((update) => update.projectExternalId ?? null),
    updates.map((update) => update.userId ?? null),
    updates.map((update) => update.email ?? null),
    updates.map((update) => update.content),
    updates.map((update) => update.externalId ?? null),
    updates.map((update) => update.createdAt ?? null),
    DEFAULT_WEIGHTS.update,
  ];
  const { results, signals } = singleRow(
    await connection.transaction((transaction) => transaction.query<{ results: string[]; signals: number }>(IMPORT, values)),
  );
  tally.commit(lastLine, unreadable);
  tally.addSignals(signals);
  results.forEach((result, index) => {
    const refusal = refusals[result];
    if (result === 'imported') tally.addImported();
    else if (result === 'duplicate') tally.addDuplicate();
    else if (refusal) tally.reject(numbers[index] ?? 0, refusal);
    else throw new Error(`The import function returned the unknown result ${result}`);
  });
}
