import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageSession } from './page-session.js';

/** Paths for programs. An unknown path below them is always answered with problem details, never with the page. */
const NO_PAGES = /^\/(api|healthz|readyz|metrics)(\/|$)/;
const PAGE = 'index.html';
// The placeholder in the built page.
const SESSION_UNKNOWN = 'data-session="unknown"';

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Skilltrace</title>
<h1>The web application is not built</h1>
<p>Run <code>npm run build</code>, or <code>npm run dev</code> to work on it. The API is at <a href="/api/docs">/api/docs</a>.</p>
</html>
`;

/**
 * Serves the built web application for requests that no API route handles: files by their names, and the page for every
 * navigation. Missing files and unknown API addresses still get 404 with problem details.
 *
 * @param sessionOf looks up the session to write into the page
 */
export async function serveWeb(
  app: NestFastifyApplication,
  sessionOf: (request: FastifyRequest) => Promise<PageSession>,
  folder = webFolder(),
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // No wildcard route: it would match every address that the API does not have.
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false });
  let files = filesIn(folder);
  fastify.addHook('onRequest', async (request, reply) => {
    const wanted = wantedFile(request);
    if (wanted === undefined) return;
    if (!files.has(PAGE)) files = filesIn(folder);
    if (wanted === PAGE && !files.has(PAGE)) return sendPage(reply.status(503), NOT_BUILT);
    if (!files.has(wanted)) return;
    const session = wanted === PAGE ? await sessionOf(request) : undefined;
    if (session && session.is !== 'unknown') {
      if (session.is === 'known' && session.cookies.length > 0) void reply.header('set-cookie', session.cookies);
      return sendPage(reply, withSession(await readFile(join(folder, PAGE), 'utf8'), session));
    }
    // File names under assets/ contain a hash of the content. Everything else is revalidated each time.
    void reply.header('cache-control', wanted.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    void reply.header('vary', 'accept-encoding');
    return reply.sendFile(wanted);
  });
}

/** Sends a page that must not be cached: a browser would show it again after a sign-in or sign-out. */
const sendPage = (reply: FastifyReply, page: string) =>
  reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);

/** Writes the session into the page as JSON data, which is not executed. `<` is escaped, so that a name cannot end the script element. */
function withSession(page: string, session: Exclude<PageSession, { is: 'unknown' }>): string {
  const marked = page.replace(SESSION_UNKNOWN, `data-session="${session.is}"`);
  if (session.is === 'none') return marked;
  const data = session.session.replaceAll('<', String.raw`\u003c`);
  return marked.replace('</head>', () => `<script type="application/json" id="session">${data}</script></head>`);
}

/** The name of the file that a request is for, or undefined if the request belongs to the API. */
function wantedFile({ is404, method, url, headers }: FastifyRequest): string | undefined {
  if (!is404 || (method !== 'GET' && method !== 'HEAD')) return undefined;
  const path = url.split('?', 1)[0] ?? '';
  if (NO_PAGES.test(path)) return undefined;
  if (extname(path) !== '') return path.slice(1);
  return path === '/' || (headers.accept ?? '').includes('text/html') ? PAGE : undefined;
}

/** The names of the files, as in a URL. Compressed variants are not listed separately. */
function filesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'));
  return new Set(names.filter((name) => extname(name) !== '' && !/\.(br|gz)$/.test(name)));
}

/** The folder of the built web application. Works in the sources and in the built server. */
function webFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'web', 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  return join(folder, 'web', 'dist');
}
