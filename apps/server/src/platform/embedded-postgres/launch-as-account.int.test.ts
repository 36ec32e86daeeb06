import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planLaunch } from './launch-as-account.js';

const nobody = { uid: 65534, gid: 65534 };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-launch-'));
  await mkdir(join(folder, 'inner'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('without another account, nothing is put before the program', async () => {
  expect(await planLaunch(undefined, [folder])).toEqual({ prefix: [], ids: {} });
});

test('an account that reaches every path is used as it is', async () => {
  await chmod(folder, 0o711);
  expect(await planLaunch(nobody, [join(folder, 'inner')])).toEqual({ prefix: [], ids: nobody });
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'an account behind a closed folder is lent one capability',
  async () => {
    const { prefix, ids } = await planLaunch(nobody, [join(folder, 'inner')]);
    expect(ids).toEqual({});
    expect(prefix).toContain('--reuid=65534');
    expect(prefix.join(' ')).toMatch(/--ambient-caps=-all,\+dac_(read_search|override) /);
  },
);
