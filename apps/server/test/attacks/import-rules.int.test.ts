import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../../..');
const SRC = 'apps/server/src';

/** Files that break a rule, each with the rule that must report it. They are written to a copy of the source tree. */
const OFFENSES: readonly { rule: string; file: string; text: string }[] = [
  { rule: 'signals-internals-stay-inside', file: `${SRC}/projects/zz-internal.ts`, text: "import '../signals/zz-inner.js';" },
  { rule: 'only-events-emit', file: `${SRC}/mentorship/zz-emit.ts`, text: "import '../signals/emit-skill-signals.js';" },
  {
    rule: 'only-events-emit',
    file: `${SRC}/taxonomy/zz-emit.ts`,
    text: "export type { SkillSignals } from '../signals/emit-skill-signals.js';",
  },
  { rule: 'analytics-cannot-write', file: `${SRC}/analytics/zz-pool.ts`, text: "import '../platform/database/database.js';" },
  { rule: 'analytics-cannot-write', file: `${SRC}/analytics/zz-prisma.ts`, text: "import '../platform/database/prisma.js';" },
  { rule: 'analytics-cannot-write', file: `${SRC}/analytics/zz-generated.ts`, text: "import '../generated/prisma/client.js';" },
  { rule: 'analytics-cannot-write', file: `${SRC}/analytics/zz-driver.ts`, text: "import 'pg';" },
  {
    rule: 'analytics-cannot-write',
    file: `${SRC}/analytics/zz-late.ts`,
    text: "export const late = () => import('../platform/http/connection.decorator.js');",
  },
  { rule: 'analytics-cannot-write', file: `${SRC}/analytics/zz-signals.ts`, text: "import '../signals/verify/known-tables.js';" },
  { rule: 'analytics-stays-apart', file: `${SRC}/analytics/zz-use-case.ts`, text: "import '../progress-updates/post-progress-update.js';" },
  { rule: 'prisma-reads-rows-and-runs-the-job', file: `${SRC}/people/zz-prisma.ts`, text: "import '../platform/database/prisma.js';" },
  { rule: 'prisma-reads-rows-and-runs-the-job', file: `${SRC}/people/zz-generated.ts`, text: "import '../generated/prisma/client.js';" },
  {
    rule: 'the-nightly-job-is-prisma',
    file: `${SRC}/stale-skill-flagging/zz-pg.ts`,
    text: "export type { Connection } from '../platform/database/connection.js';",
  },
  { rule: 'platform-knows-no-business', file: `${SRC}/platform/zz-business.ts`, text: "import '../access/relations.js';" },
  { rule: 'platform-auth-needs-earlier-folders', file: `${SRC}/platform/auth/zz-later.ts`, text: "import '../http/admission.js';" },
  { rule: 'platform-http-needs-earlier-folders', file: `${SRC}/platform/http/zz-new.ts`, text: "import '../zz-new/zz-new.js';" },
  { rule: 'overload-has-one-entry', file: `${SRC}/operations/zz-inside.ts`, text: "import '../platform/overload/limits.js';" },
  { rule: 'access-knows-no-area', file: `${SRC}/access/zz-area.ts`, text: "import '../progress-updates/post-progress-update.js';" },
  { rule: 'mentorship-stays-apart', file: `${SRC}/mentorship/zz-area.ts`, text: "import '../progress-updates/post-progress-update.js';" },
  { rule: 'zz-new-area-stays-apart', file: `${SRC}/zz-new-area/zz-area.ts`, text: "import '../progress-updates/post-progress-update.js';" },
  { rule: 'no-cycles', file: `${SRC}/access/zz-one.ts`, text: "import './zz-two.js';" },
  { rule: 'contract-stands-alone', file: 'packages/contract/src/zz-server.ts', text: `import '../../../${SRC}/access/rules.js';` },
  { rule: 'contract-stands-alone', file: 'packages/contract/src/zz-node.ts', text: "import 'node:fs';" },
  { rule: 'domain-is-pure', file: 'packages/domain/src/zz-node.ts', text: "import 'node:fs';" },
  { rule: 'domain-is-pure', file: 'packages/domain/src/zz-contract.ts', text: "import '../../contract/src/fields.js';" },
  {
    rule: 'embedded-postgres-knows-no-product',
    file: 'packages/embedded-postgres/src/zz-product.ts',
    text: `import '../../../${SRC}/access/rules.js';`,
  },
  {
    rule: 'embedded-postgres-has-one-entry',
    file: `${SRC}/installation/zz-inside.ts`,
    text: "import '../../../../packages/embedded-postgres/src/cluster.js';",
  },
  { rule: 'web-and-server-meet-in-the-contract', file: 'apps/web/src/zz-server.ts', text: "import '../../server/src/access/rules.js';" },
  { rule: 'web-features-stay-apart', file: 'apps/web/src/features/a/zz-feature.ts', text: "import '../b/zz-b.js';" },
  { rule: 'web-frame-knows-no-feature', file: 'apps/web/src/lib/zz-feature.ts', text: "import '../features/b/zz-b.js';" },
  {
    rule: 'no-zod-in-the-browser',
    file: 'apps/web/src/features/a/zz-schema.ts',
    text: "import { session } from '@skilltrace/contract'; export const schema = session;",
  },
  {
    rule: 'no-zod-in-the-browser',
    file: 'apps/web/src/features/a/zz-limit.ts',
    text: "export { pageQuery } from '@skilltrace/contract/page';",
  },
  {
    rule: 'no-zod-in-the-browser',
    file: 'apps/web/src/lib/zz-late.ts',
    text: "export const late = () => import('@skilltrace/contract');",
  },
  { rule: 'no-zod-in-the-browser', file: 'apps/web/src/lib/zz-zod.ts', text: "import 'zod';" },
  {
    rule: 'contract-values-without-zod',
    file: 'packages/contract/src/directory-sections.ts',
    text: "export { z as directorySections } from 'zod';",
  },
  { rule: 'sources-never-import-tests', file: `${SRC}/progress-updates/zz-test.ts`, text: "import '../../test/factories.js';" },
  { rule: 'sources-are-not-for-tests-alone', file: `${SRC}/cli/zz-helper.ts`, text: 'export const helper = 1;' },
  { rule: 'attacks-are-used-by-nothing', file: 'apps/server/test/zz-attack.ts', text: "import '../../../attacks/torture/random.js';" },
  { rule: 'every-import-resolves', file: `${SRC}/access/zz-nowhere.ts`, text: "import './zz-nowhere-at-all.js';" },
];
const IMPORTED_FILES = {
  [`${SRC}/signals/zz-inner.ts`]: 'export {};',
  [`${SRC}/access/zz-two.ts`]: "import './zz-one.js';",
  'apps/web/src/features/b/zz-b.ts': 'export {};',
  [`${SRC}/platform/zz-new/zz-new.ts`]: 'export {};',
  [`${SRC}/cli/zz-helper.int.test.ts`]: "import './zz-helper.js';",
};

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'skilltrace-import-rules-'));
  for (const path of [
    'apps',
    'attacks',
    'bench',
    'e2e',
    'packages',
    'scripts',
    '.dependency-cruiser.js',
    'tsconfig.json',
    'package.json',
  ]) {
    await cp(join(ROOT, path), join(copy, path), {
      recursive: true,
      filter: (source) => !/[\\/](node_modules|dist)([\\/]|$)/.test(source),
    });
  }
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(() => rm(copy, { recursive: true, force: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(copy, file)), { recursive: true });
  await writeFile(join(copy, file), `${text}\n`);
}

function run(cwd: string, script: string, ...parameters: string[]): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [script, ...parameters], { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), out: `${stdout}${stderr}` });
    });
  });
}

const cruise = (cwd: string, outputType: string) =>
  run(
    cwd,
    join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    '--config',
    '.dependency-cruiser.js',
    '--output-type',
    outputType,
    'apps',
    'packages',
    'attacks',
    'bench',
    'e2e',
  );

describe('import rules', () => {
  it('report nothing for the current source tree', async () => {
    expect(await cruise(ROOT, 'err')).toEqual({ code: 0, out: expect.stringContaining('no dependency violations') });
  });

  it('report each offending file with the broken rule', async () => {
    for (const { file, text } of OFFENSES) await write(file, text);
    for (const [file, text] of Object.entries(IMPORTED_FILES)) await write(file, text);
    const { code, out } = await cruise(copy, 'err');
    expect(code).toBeGreaterThan(0);
    // oxlint-disable-next-line no-control-regex -- the colors of the report
    const lines = out.replaceAll(/\u001B\[\d+m/g, '').split('\n');
    const named = OFFENSES.filter(({ rule, file }) => lines.some((line) => `${line} `.includes(`error ${rule}: ${file} `)));
    expect(named).toEqual(OFFENSES);
  });
});

describe('names of the ledger functions and tables', () => {
  const check = (root: string) => run(root, join(copy, 'scripts/check-ledger-names.mjs'), root);

  it('appear only in the folders that may use them', async () => {
    expect(await check(ROOT)).toEqual({ code: 0, out: '' });
  });

  it.each([
    [`${SRC}/projects/zz-sql.ts`, 'export const sql = `\n  INSERT INTO user_skill_signals DEFAULT VALUES`;', 2],
    [`${SRC}/projects/zz-call.ts`, "export const call = 'SELECT public.emit_skill_signals($1)';", 1],
    [`${SRC}/mentorship/zz-post.ts`, "export const post = 'SELECT * FROM post_progress_update($1, $2, $3, NULL, NULL, $4)';", 1],
    [`${SRC}/mentorship/zz-import.ts`, "\nexport const load = 'SELECT import_progress_updates()';", 2],
    [`${SRC}/mentorship/zz-case.ts`, "export const post = 'SELECT public.Post_Progress_UPDATE()';", 1],
    [`${SRC}/signals/zz-post.ts`, "export const post = 'SELECT post_progress_update()';", 1],
    [`${SRC}/progress-updates/zz-emit.ts`, "export const emit = 'SELECT emit_skill_signals()';", 1],
    ['apps/server/database/functions/mentorship/zz.sql', 'SELECT post_progress_update();', 1],
    ['apps/web/src/zz-name.tsx', '// user_skill_signals', 1],
    ['bench/zz-load.mjs', "export const copy = 'COPY user_skill_signals FROM STDIN';", 1],
  ])('are reported in %s', async (file, text, line) => {
    await write(file, text);
    const { code, out } = await check(copy);
    await rm(join(copy, file));
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toEqual([expect.stringContaining(`${file}:${line}: `)]);
  });
});
