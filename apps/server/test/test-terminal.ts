import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../src/cli/run-cli.js';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line in a test with the given environment and standard input, and collects its output. */
export async function runInTest(
  environment: NodeJS.ProcessEnv,
  argv: readonly string[],
  options: { stdin?: string | Buffer | Readable; isTTY?: boolean; signal?: AbortSignal } = {},
): Promise<Ended> {
  const [stdout, stderr] = [collecting(), collecting()];
  const { stdin = '' } = options;
  const code = await runCli(argv, {
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: Object.assign(stderr.stream, { isTTY: options.isTTY }),
    env: environment,
    signal: options.signal ?? new AbortController().signal,
    forced: new AbortController().signal,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collecting() {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
