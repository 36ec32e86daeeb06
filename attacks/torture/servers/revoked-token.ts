import { ask, bodyOf } from '../ask.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import type { ServersStage } from './stage.js';

/** Uses a token on every server while one of them revokes it. Requests sent after the revocation was answered must be rejected. */
export async function tokenRevokedElsewhere(context: Context, { servers, admin, people }: ServersStage, random: Random): Promise<void> {
  const made = await ask(random.pick(servers).url, {
    method: 'POST',
    path: '/api/api_tokens',
    token: admin.token,
    body: { name: 'to be revoked', profileId: random.pick(people) },
  });
  const { id, token } = (bodyOf(made) ?? {}) as { id?: number; token?: string };
  if (token === undefined) return context.violated('an admin creates a token', { made });
  let revokedAt = Infinity;
  let asked = 0;
  const using = servers.map(async ({ url }) => {
    for (;;) {
      const sentAt = performance.now();
      const { status } = await ask(url, { path: '/api/session', token });
      asked += 1;
      if (status === 401) return;
      context.expect(sentAt < revokedAt, 'a token revoked on one server is immediately rejected by the others', { status });
      if (sentAt >= revokedAt) return;
    }
  });
  const revoked = await ask(random.pick(servers).url, { method: 'DELETE', path: `/api/api_tokens/${id}`, token: admin.token });
  revokedAt = performance.now();
  context.expect(revoked.status === 204, 'a token is revoked', { revoked });
  await Promise.all(using);
  context.history.note('token revoked', { asked });
}
