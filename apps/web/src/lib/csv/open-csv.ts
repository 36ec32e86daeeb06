import { t } from '@lingui/core/macro';
import { ApiProblem } from '../api/api-problem.ts';
import { ApiRequest, sendRequest } from '../api/request.ts';

export interface CsvFile {
  fileName: string;
  /** The content as it arrives. Fails if the connection ends before the file is complete. */
  parts: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Requests a list as CSV. @throws ApiProblem if the server rejects the request or has no CSV at this address */
export async function openCsv(address: string, signal: AbortSignal): Promise<CsvFile> {
  const headers = new Headers({ accept: 'text/csv' });
  const response = await sendRequest(new ApiRequest(address, { method: 'GET', headers, signal }));
  const { body } = response;
  if (!body || response.headers.get('content-type')?.startsWith('text/csv') !== true) {
    void body?.cancel();
    throw new ApiProblem('UNREADABLE', response.status, t`The server has no CSV for this list.`);
  }
  return { fileName: fileNameIn(response.headers.get('content-disposition')), parts: partsOf(body) };
}

const fileNameIn = (disposition: string | null): string => /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'skilltrace.csv';

// Not every browser can iterate over a stream.
async function* partsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
