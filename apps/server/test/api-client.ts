import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app.js';
import { parseConfig } from '../src/platform/config/config.js';
import { createApiToken } from '../src/sign-in/tokens/api-tokens.js';
import { expectDocumentedCode } from './documented-codes.js';
import { expectReasons } from './reasons-of-problem.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export interface Answer<Body = any> {
  status: number;
  body: Body;
  headers: Record<string, string | string[] | undefined>;
}

export interface TestApi extends TestDatabase {
  app: NestFastifyApplication;
  /** Calls a route with the given token, or without credentials. */
  call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Creates an API token for that person. */
  tokenOf(profileId: number): Promise<string>;
  close(): Promise<void>;
}

/** Starts the whole application on a separate database. Requests are injected, without a socket. */
export async function createTestApi(environment: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const testDatabase = await createTestDatabase();
  const config = parseConfig({ DATABASE_URL: testDatabase.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex'), ...environment });
  const app = await createApp({ config, database: testDatabase.database, readDatabase: testDatabase.readDatabase }, false);
  return {
    ...testDatabase,
    app,
    call: async (method, path, { token, body, headers } = {}) => {
      const answer = await app.inject({
        method,
        url: path,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        payload: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const contentType = String(answer.headers['content-type'] ?? '');
      const answered = /\bjson\b/.test(contentType) && answer.payload !== '' ? answer.json() : answer.payload;
      if (contentType === 'application/problem+json') {
        expectDocumentedCode(app, method, path, answered.code);
        expectReasons(answered);
      }
      return {
        status: answer.statusCode,
        body: answered,
        headers: answer.headers as Answer['headers'],
      };
    },
    tokenOf: async (profileId) =>
      (await createApiToken(testDatabase.database, { name: 'test', profileId, creator: { profileId: profileId } })).token,
    close: async () => {
      await app.close();
      await testDatabase.drop();
    },
  };
}
