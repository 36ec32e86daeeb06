import { useMutation } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { translateReport } from '#lib/api/translate-problem.ts';
import type { Part } from '../ndjson/parts.ts';

interface SentPart {
  part: Part;
  /** A retry after an attempt without an answer has the same key, so that the server imports the part only once. */
  idempotencyKey: string;
  signal: AbortSignal;
}

const sendUpdates = async ({ part, idempotencyKey, signal }: SentPart) =>
  translateReport(
    await answerOf(
      api.POST('/api/progress_updates/import', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        headers: { 'content-type': 'application/x-ndjson' },
        // The lines are sent unchanged.
        body: '',
        bodySerializer: () => new Blob(part.bytes),
        signal,
      }),
    ),
  );

/** Imports one part of a file of progress updates, completely or not at all. The caller invalidates the queries at the end. */
export const useSendUpdates = () => useMutation({ mutationFn: sendUpdates });
