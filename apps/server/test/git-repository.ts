import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const run = promisify(execFile);
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  // Without this, git filter-branch waits for ten seconds.
  FILTER_BRANCH_SQUELCH_WARNING: '1',
  GIT_AUTHOR_NAME: 'Merger',
  GIT_AUTHOR_EMAIL: 'merger@example.org',
  GIT_COMMITTER_NAME: 'Committer',
  GIT_COMMITTER_EMAIL: 'committer@example.org',
  GIT_COMMITTER_DATE: '2024-05-01T00:00:00Z',
};

export type TestRepository = Awaited<ReturnType<typeof createTestRepository>>;

/** Creates a git repository in a temporary folder that ignores the git settings of this machine. */
export async function createTestRepository(from?: string, ...cloneOptions: string[]) {
  const path = await mkdtemp(join(tmpdir(), 'skilltrace-git-'));
  const gitWith = async (env: Record<string, string>, ...args: string[]) =>
    (await run('git', ['-C', path, ...args], { env: { ...environment, ...env }, maxBuffer: 2 ** 26 })).stdout.trim();
  const git = (...args: string[]) => gitWith({}, ...args);
  if (from === undefined) await git('init', '-q', '-b', 'main');
  else await run('git', ['clone', '-q', ...cloneOptions, from, path], { env: environment });

  // Reads and writes files of git where it can, because starting git for each step takes most of the time of some tests.
  const readGit = (name: string) =>
    readFile(join(path, '.git', name), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  const head = async () => {
    const branch = /^ref: (.+)/.exec(await readGit('HEAD'))?.[1];
    return (branch && (await readGit(branch))) || git('rev-parse', '-q', '--verify', 'HEAD').catch(() => '');
  };
  const writeCommit = async (content: Buffer) => {
    const object = Buffer.concat([Buffer.from(`commit ${content.length}\0`), content]);
    const hash = createHash('sha1').update(object).digest('hex');
    const folder = join(path, '.git/objects', hash.slice(0, 2));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, hash.slice(2)), deflateSync(object));
    return hash;
  };

  /** Creates a commit from unchecked bytes or text, so that it can be malformed. Moves the checked-out branch. */
  const raw = async (parts: { author: string | Buffer; message?: string | Buffer; headers?: string; parents?: string[] }) => {
    const parents = parts.parents ?? [await head()].filter(Boolean);
    const tree = existsSync(join(path, '.git/index')) ? await git('write-tree') : EMPTY_TREE;
    const hash = await writeCommit(
      Buffer.concat([
        Buffer.from(`tree ${tree}\n${parents.map((parent) => `parent ${parent}\n`).join('')}author `),
        Buffer.from(parts.author),
        Buffer.from(`\ncommitter C <committer@example.org> 1400000000 +0000\n${parts.headers ?? ''}\n`),
        Buffer.from(parts.message ?? 'A message'),
      ]),
    );
    await git('update-ref', 'HEAD', hash);
    return hash;
  };

  return {
    path,
    git,
    gitWith,
    raw,
    commit: async (author: string, date: string, message: string) => {
      await git('commit', '-q', '--allow-empty', '--allow-empty-message', '--author', author, '--date', date, '-m', message);
      return git('rev-parse', 'HEAD');
    },
    write: (name: string, content: string) => writeFile(join(path, name), content),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
