import type { Database } from '../../../apps/server/src/platform/database/database.js';
import { createApiToken } from '../../../apps/server/src/sign-in/tokens/api-tokens.js';
import { factories } from '../../../apps/server/test/factories.js';
import type { History } from '../history.js';

const SKILLS = 3;

/** People who post on one project. Its scope never changes, so each update has three signals. */
export interface Writers {
  tokens: string[];
  projectId: number;
}

export async function makeWriters(database: Database, count: number): Promise<Writers> {
  const make = factories(database);
  const lead = await make.profile();
  const skillIds = await Promise.all(Array.from({ length: SKILLS }, () => make.skill()));
  const projectId = await make.project({ techLeadId: lead, skillIds });
  const tokens = await Promise.all(
    Array.from({ length: count }, async () => {
      const profileId = await make.profile();
      await make.assignment({ profileId, projectId });
      return (await createApiToken(database, { name: 'writer', profileId, creator: { profileId } })).token;
    }),
  );
  return { tokens, projectId };
}

export interface Acknowledged {
  id: number;
  content: string;
  token: string;
  /** `performance.now()` of this process, in milliseconds. */
  at: number;
}

export interface Writing {
  acknowledged: Acknowledged[];
  /** Resolves when `count` more updates were acknowledged. */
  acknowledgedAnother(count: number): Promise<void>;
  /** Ends the writing and resolves when all requests are answered. */
  stop(): Promise<void>;
}

/** Each person posts one update after another, each with a new idempotency key, until `stop` is called. */
export function keepWriting(url: () => string, { tokens, projectId }: Writers, name: string, history: History): Writing {
  const acknowledged: Acknowledged[] = [];
  const stopping = new AbortController();
  const write = async (token: string, writer: number) => {
    for (let number = 0; !stopping.signal.aborted; number += 1) {
      const content = `${name}, writer ${writer}, update ${number}`;
      try {
        const response = await fetch(`${url()}/api/progress_updates`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': content },
          body: JSON.stringify({ projectId, content }),
        });
        const body = (await response.json()) as { id: number };
        if (response.status === 201) acknowledged.push({ id: body.id, content, token, at: performance.now() });
        history.note('posted', { content, status: response.status });
      } catch {
        // The server is down; some backups require that.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const all = Promise.all(tokens.map((token, writer) => write(token, writer)));
  return {
    acknowledged,
    acknowledgedAnother: async (count) => {
      const enough = acknowledged.length + count;
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    stop: async () => {
      stopping.abort();
      await all;
    },
  };
}

/** Reads every update, by content, with its number of signals. */
export async function readUpdates(database: Database): Promise<Map<string, { id: number; signals: number }>> {
  const rows = await database.query<{ id: number; content: string; signals: number }>(
    `SELECT u.id, u.content, (SELECT count(*) FROM signal_ledger s WHERE s.user_id = u.user_id AND s.source_type = 'update' AND s.source_id = u.id) AS signals
       FROM progress_updates u`,
  );
  return new Map(rows.map(({ content, ...rest }) => [content, rest]));
}

/**
 * Lists what is wrong with the restored data: acknowledged updates that are missing, updates with missing signals, and
 * unknown updates.
 */
export async function findProblems(
  restored: Database,
  before: readonly Acknowledged[],
  original: ReadonlyMap<string, { id: number }>,
): Promise<string[]> {
  const updates = await readUpdates(restored);
  const missing = before.filter(({ id, content }) => updates.get(content)?.id !== id).map(({ content }) => `missing: ${content}`);
  const half = [...updates]
    .filter(([, { signals }]) => signals !== SKILLS)
    .map(([content, { signals }]) => `with ${signals} signals: ${content}`);
  const unknown = [...updates].filter(([content, { id }]) => original.get(content)?.id !== id).map(([content]) => `unknown: ${content}`);
  return [...missing, ...half, ...unknown];
}
