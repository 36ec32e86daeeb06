import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { z } from 'zod';
import { collectRoots, rootOf, type PartDigest } from './checkpoint.js';
import { coveredLedgers, type CoveredLedger } from './covered-ledgers.js';
import type { StoredCheckpoint } from './stored-checkpoint.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime({ precision: 3 });
const heading = z.object({ format: z.literal('skilltrace ledger checkpoint'), version: z.literal(1) });
const partLine = z.object({
  ledger: z.enum(coveredLedgers),
  part: z.int(),
  rows: z.int().nonnegative(),
  digest,
});
const lastLine = z.object({
  id: z.int(),
  takenAt: time,
  snapshot: z.string().regex(/^\d+:\d+:[\d,]*$/),
  recordedUntil: time,
  clusterSince: time,
  roots: z.object(Object.fromEntries(coveredLedgers.map((name) => [name, digest])) as Record<CoveredLedger, typeof digest>),
  previousRoot: digest.nullable(),
  root: digest,
});

/** The file is not a checkpoint of this version, or is incomplete. */
export class CheckpointFileError extends Error {}

export interface CheckpointFileWriter {
  write(part: Required<PartDigest>): Promise<void>;
  /** Completes the file. Otherwise `discard` removes it. */
  finish(checkpoint: StoredCheckpoint): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Writes a checkpoint file: a heading, one line per part, and the checkpoint itself as the last line.
 *
 * @throws Error if the file exists, so that an older checkpoint is not overwritten
 */
export async function createCheckpointFile(path: string): Promise<CheckpointFileWriter> {
  const stream = createWriteStream(path, { flags: 'wx' });
  await once(stream, 'open');
  // The next write reports this error.
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  const line = async (value: object) => {
    if (failure) throw failure;
    if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain');
  };
  await line({ format: 'skilltrace ledger checkpoint', version: 1 });
  return {
    write: ({ ledger, part, rows, digest: hash }) => line({ ledger, part, rows, digest: hash }),
    finish: async (checkpoint) => {
      await line(checkpoint);
      stream.end();
      await once(stream, 'close');
      if (failure) throw failure;
    },
    discard: async () => {
      stream.destroy();
      await rm(path, { force: true });
    },
  };
}

/**
 * Reads a checkpoint file and checks that it is complete: the parts must result in the roots, and the roots in the root.
 *
 * @throws CheckpointFileError if it is not complete
 */
export async function readCheckpointFile(path: string): Promise<StoredCheckpoint> {
  try {
    return await readWhole(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CheckpointFileError(`The checkpoint file ${path} cannot be read: ${code}`, { cause: error });
  }
}

async function readWhole(path: string): Promise<StoredCheckpoint> {
  const collected = collectRoots();
  let last: unknown;
  let number = 0;
  for await (const value of valuesOf(path)) {
    number += 1;
    if (number === 1) parse(heading, value, 'This is not a checkpoint file of this version of Skilltrace');
    else {
      if (last !== undefined) collected.add(parse(partLine, last, `Line ${number - 1} is not a part of a checkpoint`));
      last = value;
    }
  }
  const checkpoint = parse(lastLine, last, 'The checkpoint file is incomplete: its last line is missing');
  if (JSON.stringify(sorted(collected.roots())) !== JSON.stringify(sorted(checkpoint.roots)) || rootOf(checkpoint) !== checkpoint.root)
    throw new CheckpointFileError('The checkpoint file was changed: its digests do not match its root');
  return checkpoint;
}

/** Reads the parts of a checkpoint from its file, in order. */
export async function* partsOfFile(path: string): AsyncGenerator<PartDigest> {
  for await (const value of valuesOf(path)) {
    const part = partLine.safeParse(value);
    if (part.success) yield part.data;
  }
}

async function* valuesOf(path: string): AsyncGenerator {
  const file = await open(path);
  for await (const line of file.readLines({ encoding: 'utf8' })) {
    if (line === '') continue;
    try {
      yield JSON.parse(line) as unknown;
    } catch {
      throw new CheckpointFileError('The checkpoint file has a line that is not JSON');
    }
  }
}

function parse<Value>(schema: z.ZodType<Value>, value: unknown, complaint: string): Value {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new CheckpointFileError(complaint);
  return parsed.data;
}

const sorted = (roots: Record<string, string>) => coveredLedgers.map((name) => roots[name]);
