import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Cookie } from 'playwright-core';

/** Longer than any page at a quarter of the speed takes until it has painted all that it shows by itself. */
const REST_MS = 6_000;

/** A new window keeps the browser itself busy, on the same processors. Who opens a page has had theirs for a while. */
const WINDOW_REST_MS = 2_000;

export interface Visit {
  url: string;
  cookies: readonly Cookie[];
  viewport: { width: number; height: number };
  slowdown: number;
}

/**
 * Opens a page as nobody looks, and asks it something once it is at rest. A page of the harness is watched: with the `Runtime`
 * domain on, the browser looks up in the source where each `Error` is made, and React makes some while it is loaded. At a quarter
 * of the speed that took about 100 ms, which no visitor's browser spends.
 *
 * @param question an expression; may be a promise, of what JSON can hold
 */
export async function askQuietly<Answer>(browser: Browser, { url, cookies, viewport, slowdown }: Visit, question: string): Promise<Answer> {
  const devtools = await browser.newBrowserCDPSession();
  const { browserContextId } = await devtools.send('Target.createBrowserContext');
  try {
    await devtools.send('Storage.setCookies', {
      browserContextId,
      cookies: cookies.map((cookie) => ({ ...cookie, partitionKey: undefined })),
    });
    const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
    let last = 0;
    const tell = async <Result>(method: string, params: object): Promise<Result> => {
      const id = (last += 1);
      const answer = new Promise<Result>((resolve, reject) => {
        devtools.on('Target.receivedMessageFromTarget', function heard(event) {
          const message = JSON.parse(event.message) as { id?: number; result: Result; error?: { message: string } };
          if (event.sessionId !== sessionId || message.id !== id) return;
          devtools.off('Target.receivedMessageFromTarget', heard);
          if (message.error) reject(new Error(`${method}: ${message.error.message}`));
          else resolve(message.result);
        });
      });
      await devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
      return answer;
    };
    await tell('Emulation.setDeviceMetricsOverride', { ...viewport, deviceScaleFactor: 1, mobile: false });
    await tell('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await sleep(WINDOW_REST_MS);
    await tell('Page.navigate', { url });
    await sleep(REST_MS);
    const { result, exceptionDetails } = await tell<{ result: { value: Answer }; exceptionDetails?: { text: string } }>(
      'Runtime.evaluate',
      {
        expression: question,
        awaitPromise: true,
        returnByValue: true,
      },
    );
    if (exceptionDetails) throw new Error(`${url}: ${exceptionDetails.text}`);
    return result.value;
  } finally {
    await devtools.send('Target.disposeBrowserContext', { browserContextId });
    await devtools.detach();
  }
}
