import { MOST_ON_ACCOUNT } from '../../../apps/server/src/sign-in/attempts/attempt-limits.js';
import { ask } from '../ask.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import { PASSWORD, type ServersStage } from './stage.js';

/** A session created on one server is valid on all servers, and signing out on one ends it on all. */
export async function sharedSessions(context: Context, { servers, member }: ServersStage, random: Random): Promise<void> {
  const [first, second] = [random.pick(servers), random.pick(servers)];
  const from = { 'x-forwarded-for': '192.0.2.1' };
  const signIn = { method: 'POST', path: '/api/session', body: { email: member.email, password: PASSWORD }, headers: from } as const;
  const signedIn = await ask(first.url, signIn);
  const cookie = signedIn.status === 201 ? (signedIn.headers.getSetCookie().at(-1)?.split(';')[0] ?? '') : '';
  context.expect(cookie !== '', 'a person signs in', { signedIn });
  const sessionStatuses = () => Promise.all(servers.map(async ({ url }) => (await ask(url, { path: '/api/session', cookie })).status));
  const before = await sessionStatuses();
  context.expect(
    before.every((status) => status === 200),
    'a session of one server is valid on the others',
    { before },
  );
  const out = await ask(second.url, { method: 'DELETE', path: '/api/session', cookie });
  context.expect(out.status === 204, 'a session of one server can be ended on another', { out });
  const after = await sessionStatuses();
  context.history.note('session', { before, after });
  context.expect(
    after.every((status) => status === 401),
    'a session that was ended on one server is ended on all',
    { after },
  );
}

/** Wrong passwords for one account from one address are sent to all servers simultaneously, and must be counted together. */
export async function sharedAttemptLimit(context: Context, { servers, member }: ServersStage, random: Random): Promise<void> {
  const headers = { 'x-forwarded-for': '192.0.2.2' };
  const attempts = MOST_ON_ACCOUNT + random.between(2, 6);
  const statuses = await Promise.all(
    Array.from({ length: attempts }, async (_, index) => {
      const { url } = servers[index % servers.length] ?? random.pick(servers);
      const body = { email: member.email, password: `wrong, number ${index}` };
      return (await ask(url, { method: 'POST', path: '/api/session', body, headers, patienceMs: 60_000 })).status;
    }),
  );
  const checked = statuses.filter((status) => status === 401).length;
  const refused = statuses.filter((status) => status === 429).length;
  context.history.note('wrong passwords', { attempts, checked, refused });
  context.expect(
    checked === MOST_ON_ACCOUNT && refused === attempts - MOST_ON_ACCOUNT,
    'all servers together check as many wrong passwords as a single one would',
    { statuses },
  );
  const body = { email: member.email, password: PASSWORD };
  const right = await Promise.all(
    servers.map(async ({ url }) => (await ask(url, { method: 'POST', path: '/api/session', body, headers })).status),
  );
  context.expect(
    right.every((status) => status === 429),
    'an account that is blocked for an address is blocked on every server',
    { right },
  );
  const elsewhere = await ask(random.pick(servers).url, {
    method: 'POST',
    path: '/api/session',
    body,
    headers: { 'x-forwarded-for': '192.0.2.3' },
  });
  context.expect(elsewhere.status === 201, 'an account that is blocked for one address is not blocked for another', { elsewhere });
}
