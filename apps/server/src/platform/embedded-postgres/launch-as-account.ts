import { accessSync, constants } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { PostgresAccount } from './postgres-account.js';

/** How to start a program as the account: words to put before it, or ids for `spawn`. */
export interface Launch {
  prefix: string[];
  ids: { uid?: number; gid?: number };
}

/**
 * How to start PostgreSQL programs as the account (undefined: as ourselves). When the account cannot reach one of the
 * paths, as below a /root of mode 0700, it is lent one capability that passes closed folders.
 *
 * @throws Error with what to do instead, when the paths are out of reach and nothing can be lent
 */
export async function planLaunch(account: PostgresAccount | undefined, paths: string[]): Promise<Launch> {
  if (!account) return { prefix: [], ids: {} };
  for (const path of paths) {
    if (!(await canReach(account, path))) return { prefix: await lendingPrefix(account, path), ids: {} };
  }
  return { prefix: [], ids: account };
}

async function canReach(account: PostgresAccount, path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode;
    // The path itself is also read; its parent folders only need to be passed.
    const needed = at === path ? 0o5 : 0o1;
    if ((bits & needed) !== needed) return false;
    if (dirname(at) === at) return true;
  }
}

async function lendingPrefix(account: PostgresAccount, path: string): Promise<string[]> {
  const capability = await lendableCapability();
  const setpriv = findOnPath('setpriv');
  if (!capability || !setpriv) {
    throw new Error(
      `PostgreSQL does not run as root, and the user it would run as (uid ${account.uid}) cannot reach ${path}; ` +
        `${setpriv ? 'root lacks the capability' : 'setpriv of util-linux is missing'} to help it. Start as an ` +
        'ordinary user, move the program and DATA_DIR out of closed folders, or set DATABASE_URL.',
    );
  }
  const only = `-all,+${capability}`;
  return [
    setpriv,
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    `--inh-caps=${only}`,
    `--ambient-caps=${only}`,
    `--bounding-set=${only}`,
    // PostgreSQL asks access(2) whether it may execute itself, and for ordinary users access(2) disregards
    // capabilities unless this bit is set.
    '--securebits=+no_setuid_fixup',
  ];
}

// dac_read_search only reads and passes. Containers often withhold it from root and grant dac_override, which also
// writes; the account is then as strong as the root it came from.
async function lendableCapability(): Promise<string | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  if (effective & (1n << 2n)) return 'dac_read_search';
  if (effective & (1n << 1n)) return 'dac_override';
  return undefined;
}

function findOnPath(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin'];
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
