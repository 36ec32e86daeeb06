import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import { postProgressUpdateBody, type PostProgressUpdateBody } from '@skilltrace/contract';
import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import { readActivity } from '@skilltrace/server/analytics/read-activity.js';
import { readDistribution } from '@skilltrace/server/analytics/read-distribution.js';
import { readMomentum } from '@skilltrace/server/analytics/read-momentum.js';
import { readSummary } from '@skilltrace/server/analytics/read-summary.js';
import type { ReadDatabase } from '@skilltrace/server/platform/database/read-database.js';
import { typeParsers } from '@skilltrace/server/platform/database/type-parsers.js';
import pg from 'pg';
import { POST } from '../post-statement.js';

// A server written by hand in as few lines as possible, with Fastify and pg. It checks the token, validates and runs the same
// statements as the product, but has no limits, no audit log and no problem details. The bench measures the product against it.

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
}
type Route<Request> = (path: string, options: object, answer: (request: Request, reply: Reply) => Promise<unknown>) => void;
interface Fastify {
  get: Route<{ headers: IncomingHttpHeaders; params: { id: number } }>;
  post: Route<{ headers: IncomingHttpHeaders; body: PostProgressUpdateBody }>;
  listen(at: { host: string; port: number }): Promise<string>;
}
// The product's own Fastify, so that both sides use the same version. The types above are the part of it that this file uses.
const { fastify } = createRequire(new URL('../../apps/server/package.json', import.meta.url))('fastify') as { fastify: () => Fastify };
const { PORT, POOL_SIZE, SERVER_URL, READER_URL } = process.env;

const poolOf = (connectionString: string | undefined) =>
  new pg.Pool({ connectionString, max: Number(POOL_SIZE), options: '-c timezone=UTC -c jit=off', types: typeParsers });
const database = poolOf(SERVER_URL);
const reader = poolOf(READER_URL);
// The read functions only query. Their results are the bodies of the product's responses.
const ledger = {
  query: async (statement: { text: string; name?: string }, values: unknown[]) => (await reader.query({ ...statement, values })).rows,
} as unknown as ReadDatabase;

interface Bearer {
  profileId: number;
  isAdmin: boolean;
}
const BY_TOKEN = {
  name: 'by_token',
  text: `
    SELECT p.id AS "profileId", p.is_admin AS "isAdmin"
      FROM api_tokens t JOIN profiles p ON p.id = t.profile_id
     WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()) AND p.deactivated_at IS NULL`,
};

const refusal = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });

async function bearerOf({ authorization }: IncomingHttpHeaders): Promise<Bearer> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw refusal(401, 'There is no token.');
  const { rows } = await database.query<Bearer>({ ...BY_TOKEN, values: [createHash('sha256').update(token).digest()] });
  if (!rows[0]) throw refusal(401, 'The token is not valid.');
  return rows[0];
}

const app = fastify();

app.post(
  '/api/progress_updates',
  { schema: { body: postProgressUpdateBody.toJSONSchema({ target: 'draft-7', io: 'input' }) } },
  async (request, reply) => {
    const { profileId, isAdmin } = await bearerOf(request.headers);
    const { projectId, content, userId = profileId, externalId, createdAt } = request.body;
    if (!isAdmin && (userId !== profileId || externalId !== undefined || createdAt !== undefined)) throw refusal(403, 'Only admins may.');
    const values = [projectId, userId, content, externalId, createdAt, DEFAULT_WEIGHTS.update];
    const { created, ...update } = (await database.query<{ created: boolean; id: number }>({ ...POST, values })).rows[0]!;
    void reply.status(created ? 201 : 200).header('location', `/api/progress_updates/${update.id}`);
    return update;
  },
);

const charts = { distribution: readDistribution, momentum: readMomentum, activity: readActivity, summary: readSummary };
for (const [chart, read] of Object.entries(charts))
  app.get(
    `/api/users/:id/skills/${chart}`,
    { schema: { params: { type: 'object', properties: { id: { type: 'integer', minimum: 1 } } } } },
    async (request) => {
      const { profileId, isAdmin } = await bearerOf(request.headers);
      if (!isAdmin && request.params.id !== profileId) throw refusal(403, 'Only this person and admins may see this.');
      return read(ledger, { of: 'person', id: request.params.id }, {});
    },
  );

await app.listen({ host: '127.0.0.1', port: Number(PORT) });
process.stdout.write('ready\n');
