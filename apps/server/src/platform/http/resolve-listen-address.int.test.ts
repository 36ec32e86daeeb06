import dns from 'node:dns';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/api-client.js';
import { resolveListenAddress } from './resolve-listen-address.js';

let api: TestApi | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await api?.close();
  api = undefined;
});

// `localhost` has one or two addresses depending on the machine, so the lookup is mocked.
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

test('resolveListenAddress returns an IP address unchanged', async () => {
  for (const address of ['127.0.0.1', '0.0.0.0', '::', '::1']) expect(await resolveListenAddress(address)).toBe(address);
});

test('resolveListenAddress throws a settings error for a name without an address', async () => {
  const lookup = (_host: string, done: (error: Error) => void) => setImmediate(done, Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as never);
  await expect(resolveListenAddress('nowhere.invalid')).rejects.toThrow('HOST must be an address of this machine');
});

// Only Linux has further loopback addresses without configuration.
test.runIf(process.platform === 'linux')('the server listens on only one address of a name with two addresses', async () => {
  api = await createTestApi();
  localhostHasTwo();
  await api.app.listen(0, await resolveListenAddress('localhost'));
  const bound = api.app.getHttpAdapter().getInstance().addresses();
  expect(bound).toMatchObject([{ address: '127.0.0.1' }]);
  const { port } = bound[0] as AddressInfo;
  expect([await opens('127.0.0.1', port), await opens('127.0.0.2', port)]).toEqual([true, false]);
});

test.runIf(process.platform === 'linux')('Fastify opens two listeners for the name itself', async () => {
  api = await createTestApi();
  localhostHasTwo();
  await api.app.listen(0, 'localhost');
  expect(api.app.getHttpAdapter().getInstance().addresses()).toHaveLength(2);
});
