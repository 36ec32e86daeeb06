import { ask, bodyOf, type Answer } from '../ask.js';
import type { Context } from '../context.js';
import { untilAnswered } from './until-answered.js';

/**
 * Checks that the author of an acknowledged update sees its signals on any server, also if the read goes to a standby. Like a
 * program, it sends the position that the answer named.
 */
export async function checkOwnSignals(
  context: Context,
  server: string,
  author: { token: string; userId: number },
  posted: { id: number; answer: Answer },
): Promise<void> {
  const position = posted.answer.headers.get('skilltrace-position');
  const read = async (path: string) => {
    const question = { path, token: author.token, ...(position === null ? {} : { headers: { 'skilltrace-position': position } }) };
    const items: { sourceType: string; sourceId: number }[] | undefined = bodyOf(
      (await untilAnswered(() => ask(server, question))).answer,
    )?.items;
    return items;
  };
  const newest = await read(`/api/users/${author.userId}/skills/activity?limit=100`);
  // Always from the primary.
  const ofUpdate = await read(`/api/progress_updates/${posted.id}/signals?limit=100`);
  const seen = newest?.filter(({ sourceType, sourceId }) => sourceType === 'update' && sourceId === posted.id);
  context.expect(seen !== undefined && seen.length === ofUpdate?.length, 'the author of an acknowledged update sees all its signals', {
    id: posted.id,
    position,
    ofUpdate: ofUpdate?.length,
    seen: seen?.length,
  });
}
