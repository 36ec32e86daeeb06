import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import type { Part } from '../ndjson/parts.ts';

interface SentPart {
  part: Part;
  /** The same one again where an attempt got no answer: the server then does the part once. */
  idempotencyKey: string;
  signal: AbortSignal;
}

const sendUpdates = ({ part, idempotencyKey, signal }: SentPart) =>
  answerOf(
    api.POST('/api/progress_updates/import', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      headers: { 'content-type': 'application/x-ndjson' },
      // The lines are sent as they are.
      body: '',
      bodySerializer: () => new Blob(part.bytes),
      signal,
    }),
  );

/** Imports some lines of progress updates; they stand together or not at all. What they changed is asked for anew at the end. */
export const useSendUpdates = () => useMutation({ mutationFn: sendUpdates });
