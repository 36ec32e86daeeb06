import { readdir, readFile } from 'node:fs/promises';

interface FoundProcess {
  pid: number;
  command: string;
}

/**
 * The processes with this text in their command line or environment, for example the path of a temporary folder, and their
 * child processes. Works only on Linux.
 */
export async function processesOf(text: string): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const all = await Promise.all(
    pids.map(async (pid) => {
      const [command = '', environment = '', status = ''] = await Promise.all(
        ['cmdline', 'environ', 'status'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      );
      const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]);
      return { pid: Number(pid), parent, command: command.replaceAll('\0', ' '), matches: `${command}\0${environment}`.includes(text) };
    }),
  );
  const first = new Set(all.filter(({ matches }) => matches).map(({ pid }) => pid));
  // A process without a command line is a zombie: it has ended, but its parent has not read its status yet.
  return all
    .filter(({ pid, parent, command }) => command !== '' && (first.has(pid) || first.has(parent)))
    .map(({ pid, command }) => ({ pid, command }));
}
