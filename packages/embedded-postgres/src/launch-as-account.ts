import { accessSync, constants } from 'node:fs';
import { chmod, readFile, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { CannotRunHereError } from './cannot-run-here-error.js';
import type { PostgresAccount } from './postgres-account.js';
import { runProgram, tryProgram } from './run-program.js';

/** How to run a program as the account: a command prefix, or ids for `spawn`. */
export interface Launch {
  prefix: string[];
  ids: { uid?: number; gid?: number };
}

/** Folders that the account needs, including everything in them. */
export interface NeededFolders {
  /** The folder of the programs, which is only read. */
  programs: string;
  data: string;
}

const CAP_SETPCAP = 8n;
const CAP_SYS_ADMIN = 21n;

/**
 * Makes both folders available to a program at their own paths in a separate mount namespace. Each closed parent folder is
 * replaced by an empty folder that the account can enter. Other processes do not see these mounts, and the mounts end with
 * the last process in the namespace.
 */
const SHOW_FOLDERS = `
set -eu
umask 022
programs=$1 data=$2 closed1=$3 closed2=$4
shift 4
exec 8<"$programs" 9<"$data"
mount -t tmpfs -o mode=0755,size=1m embedded-postgres "$closed1"
if [ "$closed2" != "$closed1" ]; then mount -t tmpfs -o mode=0755,size=1m embedded-postgres "$closed2"; fi
mkdir -p "$programs" "$data"
mount --no-canonicalize --bind /proc/self/fd/8 "$programs"
mount --no-canonicalize --bind /proc/self/fd/9 "$data"
exec 8<&- 9<&-
exec "$@"`;

/**
 * Plans how to run PostgreSQL programs as the account (undefined: as the current user). The programs have none of root's
 * capabilities and cannot gain any. If the account cannot enter a parent folder, for example below a /root with mode 0700,
 * the programs run in a mount namespace that contains the needed folders and nothing else of that parent.
 *
 * @throws CannotRunHereError with advice, if a folder cannot be reached and mounting is not possible
 */
export async function planLaunch(account: PostgresAccount | undefined, folders: NeededFolders): Promise<Launch> {
  if (!account) return { prefix: [], ids: {} };
  // Both folders are ours. A strict umask of root may have closed them.
  await openTo(account, folders.data, 0o1);
  await openTo(account, folders.programs, 0o5);
  const closed = [await firstClosed(account, folders.programs), await firstClosed(account, folders.data)].filter(
    (path) => path !== undefined,
  );
  const setpriv = findOnPath('setpriv');
  const asAccount = setpriv && (await withoutCapabilities(setpriv, account));
  const [closed1, closed2 = closed1] = closed;
  if (closed1 === undefined) return asAccount ? { prefix: asAccount, ids: {} } : { prefix: [], ids: account };
  if (!asAccount || closed2 === undefined || !(await canMount())) throw outOfReach(account, closed1, setpriv !== undefined);
  const inNamespace = ['unshare', '--mount', '--propagation', 'private', '--', 'sh', '-c', SHOW_FOLDERS, 'sh'];
  return { prefix: [...inNamespace, folders.programs, folders.data, closed1, closed2, ...asAccount], ids: {} };
}

async function withoutCapabilities(setpriv: string, { uid, gid }: PostgresAccount): Promise<string[]> {
  return [
    setpriv,
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps=-all',
    '--ambient-caps=-all',
    // A container may not allow this option. It is not essential: without capabilities and new privileges, the bounding set
    // cannot be used.
    ...((await hasCapability(CAP_SETPCAP)) ? ['--bounding-set=-all'] : []),
    '--no-new-privs',
  ];
}

/** The first folder, from the root downwards, that the account cannot enter. */
async function firstClosed(account: PostgresAccount, path: string): Promise<string | undefined> {
  if (dirname(path) === path) return undefined;
  const above = dirname(path);
  return (await firstClosed(account, above)) ?? ((await bitsOf(account, above)) & 0o1 ? undefined : above);
}

async function openTo(account: PostgresAccount, path: string, needed: number): Promise<void> {
  if (((await bitsOf(account, path)) & needed) === needed) return;
  if (needed === 0o1) await chmod(path, (await stat(path)).mode | 0o011);
  else await runProgram('chmod', ['-R', 'go+rX', path]);
}

async function bitsOf({ uid, gid }: PostgresAccount, path: string): Promise<number> {
  const { mode, ...owner } = await stat(path);
  return owner.uid === uid ? mode >> 6 : owner.gid === gid ? mode >> 3 : mode;
}

async function hasCapability(capability: bigint): Promise<boolean> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return ((BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`) >> capability) & 1n) === 1n;
}

/** Tests this by mounting something, because no single file says what a container allows. */
async function canMount(): Promise<boolean> {
  if (!(await hasCapability(CAP_SYS_ADMIN))) return false;
  const trial = 'mount -t tmpfs -o size=1m embedded-postgres /tmp';
  return (await tryProgram('unshare', ['--mount', '--propagation', 'private', '--', 'sh', '-c', trial])) !== undefined;
}

function outOfReach({ uid }: PostgresAccount, closed: string, hasSetpriv: boolean): Error {
  return new CannotRunHereError(
    `PostgreSQL does not run as root, and the account it would use (uid ${uid}) cannot enter ${closed}. ` +
      `${hasSetpriv ? 'Mounting folders, which would solve this, is not allowed here' : 'The program setpriv of util-linux is missing'}. ` +
      'Start as an ordinary user, or move the program and the data directory to folders that the account can enter.',
  );
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
