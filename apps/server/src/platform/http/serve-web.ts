import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageSession } from './page-session.js';

/** Addresses of programs: what is not there stays a problem for them, whatever they accept. */
const NO_PAGES = /^\/(api|healthz|readyz|metrics)(\/|$)/;
const PAGE = 'index.html';
// In the page as it was built.
const SESSION_UNKNOWN = 'data-session="unknown"';

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Skilltrace</title>
<h1>The web application is not built</h1>
<p>Run <code>npm run build</code>, or <code>npm run dev</code> to work on it. The API is at <a href="/api/docs">/api/docs</a>.</p>
</html>
`;

/**
 * Serves the built web application wherever no route of the API answers: its files by their names, and its one page for
 * every navigation. A file that is not there and an unknown address of the API remain 404, as problem details.
 *
 * @param sessionOf who opens a page, as far as it can be told: the page says so
 */
export async function serveWeb(
  app: NestFastifyApplication,
  sessionOf: (request: FastifyRequest) => Promise<PageSession>,
  folder = webFolder(),
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // No route of its own: a wildcard would stand for every address that the API does not have.
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, cacheControl: false });
  let files = filesIn(folder);
  fastify.addHook('onRequest', async (request, reply) => {
    const wanted = wantedFile(request);
    if (wanted === undefined) return;
    if (!files.has(PAGE)) files = filesIn(folder);
    if (wanted === PAGE && !files.has(PAGE)) return sendPage(reply.status(503), NOT_BUILT);
    if (!files.has(wanted)) return;
    const told = wanted === PAGE ? await sessionOf(request) : undefined;
    if (told && told.is !== 'unknown') {
      if (told.is === 'known' && told.cookies.length > 0) void reply.header('set-cookie', told.cookies);
      return sendPage(reply, telling(await readFile(join(folder, PAGE), 'utf8'), told));
    }
    // The names under assets/ hold a hash of what is in them; everything else is asked for again each time.
    void reply.header('cache-control', wanted.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    void reply.header('vary', 'accept-encoding');
    return reply.sendFile(wanted);
  });
}

/** A page that holds for this moment only: a browser that kept it would show it again after somebody signed in, or out. */
const sendPage = (reply: FastifyReply, page: string) =>
  reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);

/** The page with who opens it written into it. As data, which is not run; nothing in a name can end it. */
function telling(page: string, told: Exclude<PageSession, { is: 'unknown' }>): string {
  const saying = page.replace(SESSION_UNKNOWN, `data-session="${told.is}"`);
  if (told.is === 'none') return saying;
  const data = told.session.replaceAll('<', String.raw`\u003c`);
  return saying.replace('</head>', () => `<script type="application/json" id="session">${data}</script></head>`);
}

/** The file that answers a request, if there is one: undefined for whatever belongs to the API. */
function wantedFile({ is404, method, url, headers }: FastifyRequest): string | undefined {
  if (!is404 || (method !== 'GET' && method !== 'HEAD')) return undefined;
  const path = url.split('?', 1)[0] ?? '';
  if (NO_PAGES.test(path)) return undefined;
  if (extname(path) !== '') return path.slice(1);
  return path === '/' || (headers.accept ?? '').includes('text/html') ? PAGE : undefined;
}

/** Names of the files, as in an address; the compressed ones stand behind the name without their ending. */
function filesIn(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'));
  return new Set(names.filter((name) => extname(name) !== '' && !/\.(br|gz)$/.test(name)));
}

/** Where the build lies, found from the sources and from the built server alike. */
function webFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'web', 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  return join(folder, 'web', 'dist');
}
