import { readdir, readFile } from 'node:fs/promises';

interface FoundProcess {
  pid: number;
  command: string;
}

/**
 * The processes that have a text in their command line or their environment, such as the path of a folder that was made for them,
 * and the children of those. On Linux alone.
 */
export async function processesOf(text: string): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const all = await Promise.all(
    pids.map(async (pid) => {
      const [command = '', environment = '', status = ''] = await Promise.all(
        ['cmdline', 'environ', 'status'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]);
      return { pid: Number(pid), parent, command: command.replaceAll('\0', ' '), isOne: `${command}\0${environment}`.includes(text) };
    }),
  );
  const first = new Set(all.filter(({ isOne }) => isOne).map(({ pid }) => pid));
  // A zombie has no command line: it has ended, and its parent has not looked yet.
  return all
    .filter(({ pid, parent, command }) => command !== '' && (first.has(pid) || first.has(parent)))
    .map(({ pid, command }) => ({ pid, command }));
}
