import dns from 'node:dns';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { oneAddress } from './one-address.js';

let api: TestApi | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await api?.close();
  api = undefined;
});

// Most machines have 127.0.0.1 and ::1 for `localhost`, some have one: what the name has is the network's to say.
function localhostHasTwo(): void {
  const lookup = (host: string, options: unknown, done?: (...answer: unknown[]) => void) => {
    const addresses = host === 'localhost' ? ['127.0.0.1', '127.0.0.2'] : [host];
    const callback = (done ?? options) as (...answer: unknown[]) => void;
    const isAll = (options as { all?: boolean }).all === true;
    setImmediate(() =>
      isAll
        ? callback(
            null,
            addresses.map((address) => ({ address, family: 4 })),
          )
        : callback(null, addresses[0], 4),
    );
  };
  vi.spyOn(dns, 'lookup').mockImplementation(lookup);
}

const opens = async (host: string, port: number) => {
  const socket = connect(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

test('an address is taken as it is', async () => {
  for (const address of ['127.0.0.1', '0.0.0.0', '::', '::1']) expect(await oneAddress(address)).toBe(address);
});

test('a name without an address is a setting that cannot be used', async () => {
  const lookup = (_host: string, done: (error: Error) => void) => setImmediate(done, Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as never);
  await expect(oneAddress('nowhere.invalid')).rejects.toThrow('HOST must be an address of this machine');
});

// Further addresses of the loopback are there without being asked for on Linux alone.
test.runIf(process.platform === 'linux')('a name with two addresses is listened to on one, with all of the limits', async () => {
  api = await createTestApi();
  localhostHasTwo();
  await api.app.listen(0, await oneAddress('localhost'));
  const bound = api.app.getHttpAdapter().getInstance().addresses();
  expect(bound).toMatchObject([{ address: '127.0.0.1' }]);
  const { port } = bound[0] as AddressInfo;
  expect([await opens('127.0.0.1', port), await opens('127.0.0.2', port)]).toEqual([true, false]);
});

test.runIf(process.platform === 'linux')('by the name itself there would be a second listener', async () => {
  api = await createTestApi();
  localhostHasTwo();
  await api.app.listen(0, 'localhost');
  expect(api.app.getHttpAdapter().getInstance().addresses()).toHaveLength(2);
});
