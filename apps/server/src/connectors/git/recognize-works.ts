import { createHash } from 'node:crypto';
import type { Connection } from '../../platform/database/connection.js';
import { contentOf } from './content.js';
import type { Commit } from './read-commits.js';
import { idsOf, type Survey, type Work } from './survey-history.js';

const BATCH = 2_000;
// Earlier versions used the hash of the commit as the external id.
const HASH = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

const PRESENT = 'SELECT external_id AS "externalId" FROM progress_update_keys WHERE project_id = $1 AND external_id = ANY ($2::text[])';
const OF_THESE_TIMES = `
  SELECT u.external_id AS "externalId", u.created_at AS "at", p.email, u.edited_at IS NOT NULL AS "isEdited",
         encode(sha256(convert_to(normalize(u.content), 'UTF8')), 'hex') AS digest
    FROM progress_updates u JOIN profiles p ON p.id = u.user_id
   WHERE u.project_id = $1 AND u.created_at = ANY ($2::timestamptz[]) AND u.external_id ~ '^(git:.*|[0-9a-f]{40}|[0-9a-f]{64})$'`;

interface Row extends Record<string, unknown> {
  externalId: string;
  at: string;
  email: string;
  isEdited: boolean;
  digest: string;
}

export interface Recognized {
  /** Works that the project does not have yet. */
  fresh: Work[];
  /** The number of works that the project has under another id because the history was rewritten. */
  rewritten: number;
  /**
   * The number of fresh works with the same author and second as an imported work that is no longer in this history. Their
   * message was probably changed.
   */
  lookAlikes: number;
}

/**
 * Finds the works of a history that the project already has. It compares ids, then the hashes that earlier versions used, and
 * then time and text if neither is known any more. Read-only.
 *
 * @param options `read` reads the given commits again
 */
export async function recognizeWorks(
  connection: Connection,
  projectId: number,
  { works, has }: Pick<Survey, 'works' | 'has'>,
  { read, onProgress }: { read: (hashes: Iterable<string>) => AsyncIterable<Commit>; onProgress: (works: number) => void },
): Promise<Recognized> {
  const missing: Work[] = [];
  for (let from = 0; from < works.length; from += BATCH) {
    const batch = works.slice(from, from + BATCH);
    const rows = await connection.query<Pick<Row, 'externalId'>>(PRESENT, [projectId, batch.flatMap(idsOf)]);
    onProgress(from + batch.length);
    const present = new Set(rows.map(({ externalId }) => externalId));
    missing.push(...batch.filter((work) => !idsOf(work).some((id) => present.has(id))));
  }

  const left = await readLeftBehind(connection, projectId, missing, has);
  const suspects = missing.filter(({ at }) => left.has(at));
  const rewritten = new Set<Work>();
  let lookAlikes = 0;
  if (suspects.length > 0) {
    let place = 0;
    for await (const { message } of read(suspects.map(({ hash }) => hash))) {
      const work = suspects[place];
      place += 1;
      if (!work) break;
      const rows = left.get(work.at) ?? [];
      const digest = createHash('sha256').update(contentOf(message).normalize()).digest('hex');
      const isHere = ({ externalId, email, isEdited, ...row }: Row) =>
        row.digest === digest ? HASH.test(externalId) || email === work.author.email : isEdited && email === work.author.email;
      if (takeOne(rows, isHere)) rewritten.add(work);
      else if (takeOne(rows, ({ email }) => email === work.author.email)) lookAlikes += 1;
    }
  }
  return { fresh: missing.filter((work) => !rewritten.has(work)), rewritten: rewritten.size, lookAlikes };
}

/** Reads the imported updates with the times of these works whose commits are no longer in the history. */
async function readLeftBehind(connection: Connection, projectId: number, works: readonly Work[], has: Survey['has']) {
  const left = new Map<string, Row[]>();
  const times = [...new Set(works.map(({ at }) => at))];
  for (let from = 0; from < times.length; from += BATCH) {
    for (const row of await connection.query<Row>(OF_THESE_TIMES, [projectId, times.slice(from, from + BATCH)])) {
      if (has(row.externalId)) continue;
      const rows = left.get(row.at);
      if (rows) rows.push(row);
      else left.set(row.at, [row]);
    }
  }
  return left;
}

/** Removes the matching update, so that it cannot match a second work that looks the same. */
function takeOne(rows: Row[], matches: (row: Row) => boolean): boolean {
  const index = rows.findIndex(matches);
  if (index === -1) return false;
  rows.splice(index, 1);
  return true;
}
