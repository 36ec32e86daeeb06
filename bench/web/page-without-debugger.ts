import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Cookie } from 'playwright-core';

/** More time than any page needs, at a quarter of the speed, to paint everything that it shows without input. */
const REST_MS = 6_000;

/** A new window keeps the browser process busy on the same processors. Visitors' windows have usually been open for a while. */
const WINDOW_REST_MS = 2_000;

export interface Visit {
  url: string;
  cookies: readonly Cookie[];
  viewport: { width: number; height: number };
  slowdown: number;
}

/**
 * Opens a page without a debugger and evaluates an expression once it is idle. An ordinary page of the harness has the
 * `Runtime` domain enabled; then the browser looks up the source of each `Error`, and React creates some while it loads. At
 * a quarter of the speed that took about 100 ms, which a visitor's browser does not spend.
 *
 * @param question an expression, or a promise, with a value that JSON can hold
 */
export async function evaluateWithoutDebugger<Answer>(
  browser: Browser,
  { url, cookies, viewport, slowdown }: Visit,
  question: string,
): Promise<Answer> {
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
    const command = async <Result>(method: string, params: object): Promise<Result> => {
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
    await command('Emulation.setDeviceMetricsOverride', { ...viewport, deviceScaleFactor: 1, mobile: false });
    await command('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await sleep(WINDOW_REST_MS);
    await command('Page.navigate', { url });
    await sleep(REST_MS);
    const { result, exceptionDetails } = await command<{ result: { value: Answer }; exceptionDetails?: { text: string } }>(
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
