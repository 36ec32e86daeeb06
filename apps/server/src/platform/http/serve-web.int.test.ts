import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageSession } from './page-session.js';
import { serveWeb } from './serve-web.js';

@Module({})
class Nothing {}

const PAGE = '<!doctype html><html lang="en" data-session="unknown"><head><title>Skilltrace</title></head>';
const PAGE_OF_NOBODY = PAGE.replace('unknown', 'none');
const HOSTILE = { profile: { name: '</script><script>alert(1)</script><!--' } };
const SCRIPT = 'console.log(1);';
const asNobody = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const asBrowser = { ...asNobody, cookie: 'session=1' };

let folder: string;
let app: NestFastifyApplication;

/** The session for each cookie in these tests. */
function sessionFor(cookie: string | undefined): PageSession {
  if (cookie === undefined) return { is: 'none' };
  if (cookie !== 'session=known') return { is: 'unknown' };
  return { is: 'known', session: JSON.stringify(HOSTILE), cookies: ['session=prolonged; HttpOnly'] };
}

async function serve(): Promise<NestFastifyApplication> {
  const made = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
  await serveWeb(made, async ({ headers: { cookie } }) => sessionFor(cookie), folder);
  await made.init();
  await made.getHttpAdapter().getInstance().ready();
  return made;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-web-'));
  app = await serve();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });

describe('the web application', () => {
  it('answers with build instructions until it is built, and with the page as soon as it is', async () => {
    const before = await get('/', asBrowser);
    expect(before.statusCode).toBe(503);
    expect(before.payload).toContain('npm run build');
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'theme.js'), '// theme');
    await writeFile(join(folder, 'assets/index-abc.js'), SCRIPT);
    await writeFile(join(folder, 'assets/index-abc.js.br'), brotliCompressSync(SCRIPT));
    expect((await get('/', asBrowser)).payload).toBe(PAGE);
  });

  it.each(['/', '/projects/3?tab=team', '/invitations/Zm9v_-x', '/sign-in'])(
    'answers a navigation to %s with the page, which must be revalidated each time',
    async (url) => {
      const answer = await get(url, asBrowser);
      expect(answer.statusCode).toBe(200);
      expect(answer.payload).toBe(PAGE);
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    },
  );

  it('marks the page as signed out without a session, and forbids caching it', async () => {
    const { headers, payload, statusCode } = await get('/projects', asNobody);
    expect({ statusCode, payload }).toEqual({ statusCode: 200, payload: PAGE_OF_NOBODY });
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(headers['etag']).toBeUndefined();
    const signedIn = await get('/projects', asBrowser);
    const again = { ...asNobody, 'if-none-match': String(signedIn.headers['etag']) };
    expect((await get('/projects', again)).payload).toBe(PAGE_OF_NOBODY);
    expect((await get('/projects', { ...again, cookie: 'session=1' })).statusCode).toBe(304);
  });

  it('writes the session into the page as data that a hostile name cannot break, and forbids caching it', async () => {
    const { headers, payload, statusCode } = await get('/projects', { ...asNobody, cookie: 'session=known' });
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect([headers['set-cookie']].flat()).toEqual(['session=prolonged; HttpOnly']);
    expect(headers['etag']).toBeUndefined();
    expect(payload).toContain('data-session="known"');
    const [, data = '', rest = ''] = /<script type="application\/json" id="session">(.*?)<\/script>(.*)$/s.exec(payload) ?? [];
    expect(JSON.parse(data)).toEqual(HOSTILE);
    expect(rest).toBe('</head>');
  });

  it('sends hashed files compressed and lets browsers cache them permanently', async () => {
    const answer = await get('/assets/index-abc.js', { 'accept-encoding': 'br, gzip' });
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      vary: 'accept-encoding',
    });
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(SCRIPT);
    expect((await get('/assets/index-abc.js')).payload).toBe(SCRIPT);
    expect((await get('/theme.js')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/assets/index-gone.js',
    '/assets/index-abc.js.br',
    '/favicon.ico',
    '/api/nothing',
    '/api',
    '/healthz/deeper',
    '/metrics',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
  ])('answers %s with 404, even for a browser', async (url) => {
    expect((await get(url, asBrowser)).statusCode).toBe(404);
  });

  it('answers programs and writes with 404 instead of the page', async () => {
    expect((await get('/projects', { accept: 'application/json' })).statusCode).toBe(404);
    expect((await app.inject({ method: 'POST', url: '/projects', headers: asBrowser })).statusCode).toBe(404);
    expect((await app.inject({ method: 'HEAD', url: '/projects', headers: asBrowser })).statusCode).toBe(200);
  });
});
