import { ask, bodyOf } from '../ask.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import type { ServersStage } from './stage.js';

const KEYS = 8;
const STANDING = `
  SELECT u.content, u.id, (SELECT count(*) FROM signal_ledger s WHERE s.source_type = 'update' AND s.source_id = u.id) AS signals
    FROM progress_updates u WHERE u.content LIKE 'same key %'`;

/** Each of some keys goes to every server at the same moment, more than once: one update, one answer. */
export async function sameKeyEverywhere(context: Context, stage: ServersStage, random: Random): Promise<number> {
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
      const told = new Set(answers.map((answer) => `${answer.status} ${bodyOf(answer)?.id}`));
      context.history.note('same key', { key, told: [...told] });
      context.expect(told.size === 1 && answers.every(({ status }) => status === 201), 'a key sent to all servers at once has one answer', {
        key,
        answers,
      });
    }),
  );
  const standing = await stage.database.query<{ content: string; id: number; signals: number }>(STANDING);
  context.expect(
    standing.length === KEYS && standing.every(({ signals }) => signals === stage.skillIds.length),
    'a key sent to all servers at once leaves one update with its signals',
    standing,
  );
  return KEYS;
}
