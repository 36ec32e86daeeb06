import type { ImportReport } from '@skilltrace/contract';
import { partsOf, type Part, type PartLimits, type Place } from './parts.ts';
import { bytesOf } from './read-file.ts';

export interface SendPartsOptions {
  file: Blob;
  isPacked: boolean;
  /** Where to begin, or to go on. */
  from: Place;
  /** Sends one part, and waits for what became of it. */
  send: (part: Part) => Promise<ImportReport>;
  /** Told after each part. */
  onSent: (part: Part, report: ImportReport, bytesRead: number) => void;
  /** Asked between two parts. */
  isStopped: () => boolean;
  limits?: PartLimits;
}

/** The file itself could not be read on: it was changed or moved meanwhile, or the archive is broken. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Sends a file part by part, each after the answer to the one before, with no more than a part in memory.
 *
 * @returns whether it came to its end
 * @throws UnreadableFile, and whatever `send` throws; the parts before stand
 */
export async function sendParts({ file, isPacked, from, send, onSent, isStopped, limits }: SendPartsOptions): Promise<boolean> {
  let bytesRead = 0;
  const parts = partsOf(
    bytesOf(file, isPacked, from.byte, (bytes) => (bytesRead = bytes)),
    from,
    limits,
  );
  try {
    for (;;) {
      if (isStopped()) return false;
      const next = await readNext(parts);
      if (next.done) return true;
      onSent(next.value, await send(next.value), isPacked ? bytesRead : next.value.to.byte);
    }
  } finally {
    await parts.return(undefined);
  }
}

async function readNext(parts: AsyncGenerator<Part>): Promise<IteratorResult<Part>> {
  try {
    return await parts.next();
  } catch (error) {
    throw new UnreadableFile('The file could not be read on.', { cause: error });
  }
}
