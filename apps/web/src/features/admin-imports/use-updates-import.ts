import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem, toApiProblem } from '#lib/api/api-problem.ts';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';
import { useSendUpdates } from './api/send-updates.ts';
import { EMPTY_TOTALS, withReport, type ImportTotals } from './ndjson/import-totals.ts';
import { BEGINNING, type Part, type Place } from './ndjson/parts.ts';
import { sendParts, UnreadableFile } from './ndjson/send-parts.ts';

export interface UpdatesImport {
  phase: 'ready' | 'running' | 'stopping' | 'stopped' | 'failed' | 'done';
  totals: ImportTotals;
  /** The first line without a report of the server. */
  next: Place;
  /** Bytes of the file on disk. */
  bytesRead: number;
  /** Since the last start, for the speed. */
  since: { line: number; elapsedMs: number };
  /** Why the import failed. */
  problem: string | undefined;
  /** The import ended without an answer for the last part, which the server may have imported. */
  isLastPartOpen: boolean;
}

const READY: UpdatesImport = {
  phase: 'ready',
  totals: EMPTY_TOTALS,
  next: BEGINNING,
  bytesRead: 0,
  since: { line: 1, elapsedMs: 0 },
  problem: undefined,
  isLastPartOpen: false,
};

/**
 * Sends a file of progress updates part by part. The import can be stopped between two parts or immediately, and can be
 * continued there, even after a failure. Leaving the page stops it immediately.
 */
export function useUpdatesImport(file: File, isPacked: boolean) {
  const queryClient = useQueryClient();
  const { mutateAsync } = useSendUpdates();
  const [state, setState] = useState(READY);
  const control = useRef<{ abort: AbortController; isStopped: boolean }>(undefined);
  const unanswered = useRef<{ byte: number; key: string }>(undefined);
  useEffect(() => () => control.current?.abort.abort(), []);

  const run = async () => {
    if (state.phase === 'running' || state.phase === 'stopping') return;
    const mine = { abort: new AbortController(), isStopped: false };
    control.current = mine;
    const startedAt = performance.now();
    const startLine = state.next.line;
    setState((before) => ({
      ...before,
      phase: 'running',
      problem: undefined,
      since: { line: startLine, elapsedMs: 0 },
      isLastPartOpen: false,
    }));

    const send = async (part: Part) => {
      const key = unanswered.current?.byte === part.from.byte ? unanswered.current.key : newIdempotencyKey();
      unanswered.current = { byte: part.from.byte, key };
      try {
        const report = await mutateAsync({ part, idempotencyKey: key, signal: mine.abort.signal });
        unanswered.current = undefined;
        return report;
      } catch (error) {
        // The server repeats the answer of a rejected request for its key.
        if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) unanswered.current = undefined;
        throw error;
      }
    };
    const onSent = (part: Part, report: Parameters<typeof withReport>[2], bytesRead: number) =>
      setState((before) => ({
        ...before,
        totals: withReport(before.totals, part, report),
        next: part.to,
        bytesRead,
        since: { line: startLine, elapsedMs: performance.now() - startedAt },
      }));
    try {
      const isDone = await sendParts({ file, isPacked, from: state.next, send, onSent, isStopped: () => mine.isStopped });
      setState((before) => ({ ...before, phase: isDone ? 'done' : 'stopped', bytesRead: isDone ? file.size : before.bytesRead }));
    } catch (error) {
      if (mine.abort.signal.aborted) setState((before) => ({ ...before, phase: 'stopped', isLastPartOpen: true }));
      else
        setState((before) => ({
          ...before,
          phase: 'failed',
          problem: whyOf(error),
          isLastPartOpen: error instanceof ApiProblem && error.isUnanswered,
        }));
    }
    void queryClient.invalidateQueries();
  };

  /** The first call stops after the current part, the second one immediately. */
  const stop = () => {
    if (!control.current) return;
    if (control.current.isStopped) return control.current.abort.abort();
    control.current.isStopped = true;
    setState((before) => (before.phase === 'running' ? { ...before, phase: 'stopping' } : before));
  };
  return { state, run: () => void run(), stop };
}

function whyOf(error: unknown): string {
  if (error instanceof UnreadableFile)
    return t`The rest of the file could not be read: it was changed or moved, or the archive is damaged or incomplete. Choose the file again.`;
  return toApiProblem(error).detail;
}
