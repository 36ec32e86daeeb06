import { ask, bodyOf } from '../ask.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import type { ServersStage } from './stage.js';

const KEYS = 8;
const STORED_UPDATES = `
  SELECT u.content, u.id, (SELECT count(*) FROM signal_ledger s WHERE s.source_type = 'update' AND s.source_id = u.id) AS signals
    FROM progress_updates u WHERE u.content LIKE 'same key %'`;

/** Sends each key to every server simultaneously, some more than once. Each key must have one update and one answer. */
export async function sameKeyOnEveryServer(context: Context, stage: ServersStage, random: Random): Promise<number> {
  const keys = Array.from({ length: KEYS }, (_, index) => `same key ${index}`);
  await Promise.all(
    keys.map(async (key) => {
      const wanted = stage.servers.flatMap((server) => Array.from({ length: random.between(1, 3) }, () => server.url));
      const answers = await Promise.all(
        wanted.map((url) =>
          ask(url, {
            method: 'POST',
            path: '/api/progress_updates',
            token: stage.member.token,
            body: { projectId: stage.projectId, content: key },
            headers: { 'idempotency-key': key },
          }),
        ),
      );
      const replies = new Set(answers.map((answer) => `${answer.status} ${bodyOf(answer)?.id}`));
      context.history.note('same key', { key, replies: [...replies] });
      context.expect(
        replies.size === 1 && answers.every(({ status }) => status === 201),
        'a key sent to all servers simultaneously has one answer',
        {
          key,
          answers,
        },
      );
    }),
  );
  const stored = await stage.database.query<{ content: string; id: number; signals: number }>(STORED_UPDATES);
  context.expect(
    stored.length === KEYS && stored.every(({ signals }) => signals === stage.skillIds.length),
    'a key sent to all servers simultaneously creates one update with its signals',
    stored,
  );
  return KEYS;
}
