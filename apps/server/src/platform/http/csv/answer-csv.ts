import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Logger, StreamableFile } from '@nestjs/common';
import { BYTE_ORDER_MARK, csvLine } from '@skilltrace/domain/text/csv';
import type { FastifyRequest } from 'fastify';
import { invalid } from '../../errors/domain-error.js';
import { csvRow, type CsvPaging, type CsvTable, type PageQuery } from './csv-table.js';

export const CSV_MEDIA_TYPE = 'text/csv';

/** A large route may read the whole ledger for each page, so its pages are larger. Rows of the other routes may contain long texts. */
const ROWS_A_PAGE = { large: 10_000, other: 500 };
/** Characters that are passed on together. */
const CHUNK = 64 * 1024;

/** A request for CSV. */
export interface CsvRequest {
  withByteOrderMark: boolean;
  /** Runs `work` like a request of its own: checks the access again, and waits for the person's turn. */
  nextTurn<Result>(work: () => Promise<Result>): Promise<Result>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined if the client wants JSON. */
    csv?: CsvRequest;
  }
}

/** The validated query of a request. */
export interface Query extends PageQuery {
  readonly asOf?: string;
}

type Read = (query: Query) => Promise<object>;

/** The pages of a list. */
const ofList = (rowsAPage: number): CsvPaging => ({
  first: { limit: rowsAPage },
  parameters: ['limit', 'cursor'],
  next: ({ nextCursor }: { nextCursor?: string | null }, page) =>
    nextCursor === undefined || nextCursor === null ? undefined : { ...page, cursor: nextCursor },
});

/**
 * Reads all pages of an answer as a file. An error of the first page is thrown, so that it can still become a proper response.
 *
 * @throws VALIDATION_FAILED for a `limit` or a `cursor`
 */
export async function answerCsv(
  request: FastifyRequest,
  csv: CsvRequest,
  table: CsvTable,
  query: Query,
  read: Read,
): Promise<StreamableFile> {
  const paging = table.paging ?? ofList(request.routeOptions.config.definition?.isLarge ? ROWS_A_PAGE.large : ROWS_A_PAGE.other);
  for (const name of paging.parameters) if (query[name] !== undefined) throw invalid(name, 'cannot be used with CSV, which has all rows');
  const readPage = (page: PageQuery) => read({ ...query, ...page });
  const first = await readPage(paging.first);
  return new StreamableFile(Readable.from(chunksOf(request, csv, table, paging, first, readPage), { objectMode: false }), {
    type: `${CSV_MEDIA_TYPE}; charset=utf-8; header=present`,
    disposition: `attachment; filename="${fileNameOf(request.url, query.asOf)}"`,
  });
}

/** Holds one page in memory, and no connection while the client reads. */
async function* chunksOf(
  request: FastifyRequest,
  csv: CsvRequest,
  { columns, rows }: CsvTable,
  { first: firstPage, next }: CsvPaging,
  first: object,
  readPage: (page: PageQuery) => Promise<object>,
): AsyncGenerator<string> {
  let text = (csv.withByteOrderMark ? BYTE_ORDER_MARK : '') + csvLine(columns);
  try {
    let page: PageQuery | undefined = firstPage;
    for (let answer = first; ;) {
      for (const row of rows(answer as never)) {
        text += csvRow(columns, row);
        if (text.length < CHUNK) continue;
        yield text;
        text = '';
      }
      page = next(answer as never, page);
      if (page === undefined) break;
      const wanted = page;
      answer = await csv.nextTurn(() => readPage(wanted));
    }
  } catch (error) {
    breakOff(request, error);
    throw error;
  }
  if (text !== '') yield text;
}

/**
 * Resets the connection, so that no client takes the part that it has for the whole file. Closing it would not be enough: to a client of
 * HTTP/1.0, such as many proxies, that is the end of the file.
 */
function breakOff({ raw, method, routeOptions }: FastifyRequest, error: unknown): void {
  if (raw.socket instanceof Socket) raw.socket.resetAndDestroy();
  if (error instanceof DOMException && error.name === 'AbortError') return;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  new Logger('Http').error(`${method} ${routeOptions.url} ended in the middle of a file`, reason);
}

/** Such as `projects-12-skills-coverage-2026-11-30.csv`. */
function fileNameOf(url: string, asOf: string | undefined): string {
  const path = url
    .split('?', 1)[0]
    ?.replace(/^\/api\//, '')
    .replaceAll(/[^\w-]+/g, '-');
  const past = asOf === undefined ? '' : `-as-of-${asOf.slice(0, 10)}`;
  return `${path}${past}-${new Date().toISOString().slice(0, 10)}.csv`;
}
