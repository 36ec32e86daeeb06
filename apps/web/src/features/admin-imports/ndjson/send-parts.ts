import type { ImportReport } from '@skilltrace/contract';
import { partsOf, type Part, type PartLimits, type Place } from './parts.ts';
import { bytesOf } from './read-file.ts';

export interface SendPartsOptions {
  file: Blob;
  isPacked: boolean;
  /** Where to begin or continue. */
  from: Place;
  /** Sends one part and waits for its report. */
  send: (part: Part) => Promise<ImportReport>;
  /** Called after each part. */
  onSent: (part: Part, report: ImportReport, bytesRead: number) => void;
  /** Checked between two parts. */
  isStopped: () => boolean;
  limits?: PartLimits;
}

/** The rest of the file could not be read: it was changed or moved, or the archive is damaged. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * Sends a file part by part, each after the answer to the previous one, with at most one part in memory.
 *
 * @returns whether the whole file was sent
 * @throws UnreadableFile, and the errors of `send`. The parts before the failed one are imported.
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
    throw new UnreadableFile('The rest of the file could not be read.', { cause: error });
  }
}
