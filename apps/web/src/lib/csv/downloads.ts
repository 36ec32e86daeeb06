import { plural, t } from '@lingui/core/macro';
import { ApiProblem } from '../api/api-problem.ts';
import { isAbort } from '../api/request.ts';
import { save } from '../download.ts';
import { showStatus } from '../status.ts';
import { createStore, useStore } from '../store.ts';
import { RowCounter } from './count-rows.ts';
import { openCsv } from './open-csv.ts';

export interface Download {
  /** The rows that have arrived. */
  rows: number;
  /** Most files are complete before anything needs to be shown. */
  isLong: boolean;
  cancel: () => void;
}

const SHOW_EVERY_MS = 400;

/** By address. A download continues while the person looks at other pages. */
const running = createStore<ReadonlyMap<string, Download>>(new Map());

export const useDownload = (address: string): Download | undefined => useStore(running).get(address);

/** Downloads a list as CSV, and saves the file when it is complete. */
export async function startDownload(address: string): Promise<void> {
  if (running.read().has(address)) return;
  const controller = new AbortController();
  const counter = new RowCounter();
  const show = (isLong: boolean) => set(address, { rows: counter.rows, isLong, cancel: () => controller.abort() });
  show(false);
  const timer = setInterval(() => show(true), SHOW_EVERY_MS);
  try {
    const { fileName, parts } = await openCsv(address, controller.signal);
    const received: BlobPart[] = [];
    for await (const part of parts) {
      received.push(part);
      counter.add(part);
    }
    save(fileName, new Blob(received, { type: 'text/csv;charset=utf-8' }));
    showStatus({ text: t`Downloaded ${fileName}: ${plural(counter.rows, { one: '# row', other: '# rows' })}`, tone: 'decided' });
  } catch (error) {
    if (isAbort(error)) showStatus({ text: t`Download canceled. No file was saved.` });
    else
      showStatus({
        text: failureInWords(error),
        tone: 'failed',
        action: { label: t`Try again`, run: () => void startDownload(address) },
        forMs: 20_000,
      });
  } finally {
    clearInterval(timer);
    set(address, undefined);
  }
}

function failureInWords(error: unknown): string {
  const reason = error instanceof ApiProblem ? error.detail : t`The connection was lost before the file was complete.`;
  return t`The download failed, and no file was saved. ${reason}`;
}

function set(address: string, download: Download | undefined): void {
  const next = new Map(running.read());
  if (download) next.set(address, download);
  else next.delete(address);
  running.set(next);
}
