import type { ImportReport } from '@skilltrace/contract';
import { useMutation } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import type { Part } from '../ndjson/parts.ts';

export interface SentPart {
  part: Part;
  /** The same one again where an attempt got no answer: the server then does the part once. */
  idempotencyKey: string;
  signal: AbortSignal;
}

const sendUpdates = ({ part, idempotencyKey, signal }: SentPart) =>
  request<ImportReport>('POST', '/api/progress_updates/import', {
    body: new Blob(part.bytes),
    contentType: 'application/x-ndjson',
    idempotencyKey,
    signal,
  });

/** Imports some lines of progress updates; they stand together or not at all. What they changed is asked for anew at the end. */
export const useSendUpdates = () => useMutation({ mutationFn: sendUpdates });
