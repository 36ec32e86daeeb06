import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.js';

const BASE = { DATABASE_URL: 'postgres://owner:secret@db.example.org:5432/skilltrace', SESSION_SECRET: 'x'.repeat(32) };
const parse = (variables: NodeJS.ProcessEnv) => parseConfig({ ...BASE, ...variables });

/** The error message that the operator sees. Undefined if the settings are valid. */
function errorFor(variables: NodeJS.ProcessEnv): string | undefined {
  try {
    parse(variables);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

const VARIABLES = {
  PORT: { right: ['1', '80', '3000', '65535'], wrong: ['0', '-1', '65536', '3000.5', '0x50', 'http', '1e3', '３０００', '+80', '080808'] },
  HOST: {
    right: ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost', 'skills.example.org', 'fe80::1%eth0', 'my_host'],
    wrong: ['127.0.0.1:3000', '[::1]', 'http://localhost', 'local host', 'a/b', '*', '999.1.1.1', 'x'.repeat(254), 'user@host', '%'],
  },
  ALLOWED_HOSTS: {
    right: ['skills', 'a.example.org,b.example.org:8080', '192.0.2.7, [::1]'],
    wrong: [',', 'a,,b', '*', '*.example.org', 'http://a', 'a/b', 'a b', '0.0.0.0', '::1'],
  },
  PUBLIC_URL: {
    right: [
      'https://skills.example.org',
      'https://skills.example.org/',
      'http://localhost:3000',
      'HTTPS://Skills.Example.org:8443',
      'http://[::1]:3000',
    ],
    wrong: [
      'localhost:3101',
      'skills.example.org',
      '//skills.example.org',
      'ftp://x',
      'javascript:alert(1)',
      'http:/x',
      'http:x',
      'http://',
      'https:///',
      'https://x//',
      'https://x/skills',
      'https://x/?',
      'https://x?a=b',
      'https://x/#a',
      'https://x#',
      'https://ada@x',
      'https://ada:secret@x',
      'https://@x',
      'https://x:0',
      'https://x:99999',
      'https://x:port',
      'https://*.example.org',
      'https://a b',
      String.raw`https://x\y`,
      'http://0.0.0.0:3000',
      'http://[::]',
    ],
  },
  TRUST_PROXY: { right: ['true', 'false', '0', '1', '3'], wrong: ['yes', '-1', '10', 'loopback', '10.0.0.0/8', 'TRUE'] },
  DATABASE_URL: {
    right: ['postgres://u:p@h/d', 'postgresql://u:p%40@h:5433/d?sslmode=verify-full'],
    wrong: [
      'h:5432/d',
      'mysql://u@h/d',
      'postgres:',
      'postgres://',
      'postgres://u:p@h:99999/d',
      'postgres://u:%zz@h/d',
      'postgres://u:p#a@h/d',
      'http://h/d',
    ],
  },
  // Setting only one of the two is refused as well, so no single value is right.
  DATABASE_SERVER_URL: { right: [], wrong: ['h:5432/d', 'mysql://u@h/d', 'postgres://u:%zz@h/d'] },
  DATABASE_READER_URL: { right: [], wrong: ['h:5432/d', 'mysql://u@h/d', 'postgres://u:%zz@h/d'] },
  DATABASE_READ_URL: {
    right: [
      'postgres://standby',
      'postgres://u:p@h1/d postgresql://h2:5433/?sslmode=verify-full',
      'postgres://u:a,b@h1, postgres://h2,postgres://h3',
    ],
    wrong: ['h:5432/d', 'postgres://h1 h2', 'postgres://h1,', 'postgres://h1 mysql://h2', 'postgres://h1 postgres://h2/d?options=x', ','],
  },
  DATABASE_READ_MAX_LAG: { right: ['3', '3600'], wrong: ['2', '3601', '1.5', '10s'] },
  ERASURE_SECRET: { right: ['y'.repeat(32)], wrong: ['y'.repeat(31)] },
  DATA_DIR: { right: ['.data', '/var/lib/skilltrace', 'with blank'], wrong: [] },
  DEMO: { right: ['true', 'false', '1', '0'], wrong: ['yes', 'on', 'TRUE', '2'] },
  ADMIN_EMAIL: { right: ['ada@example.org'], wrong: ['ada', 'ada@', '@example.org', 'a b@example.org'] },
  ADMIN_PASSWORD: { right: ['correct horse battery'], wrong: ['short', 'x'.repeat(201)] },
  SESSION_SECRET: { right: ['y'.repeat(32)], wrong: ['y'.repeat(31)] },
  DATABASE_CONNECTIONS: { right: ['2', '1000'], wrong: ['1', '1001', 'many', '-2', '2.5'] },
  MAX_CONNECTIONS: { right: ['16', '100000'], wrong: ['15', '100001', 'many'] },
  MAX_REQUESTS: { right: ['8', '10000'], wrong: ['7', '10001', ''.padEnd(3, '9') + 'x'] },
  MAX_REQUESTS_PER_PERSON: { right: ['1', '10000'], wrong: ['0', '10001'] },
  LOG_LEVEL: { right: ['fatal', 'trace'], wrong: ['INFO', 'verbose', 'silent'] },
  LOG_FORMAT: { right: ['pretty', 'json'], wrong: ['JSON', 'text', 'jsonx'] },
  TZ: { right: ['UTC', 'Europe/Zurich'], wrong: ['Mars/Olympus', 'CEST', '+02:00'] },
} as const;
const cases = Object.entries(VARIABLES);
const names = cases.map(([name]) => name);

describe.each(cases)('%s', (name, { right, wrong }) => {
  it.each(right)('accepts %j', (value) => expect(errorFor({ [name]: value })).toBeUndefined());

  it.each([...wrong, ' ', '\t', ' x', 'x ', 'a\nb', 'a\r', 'a\u001B[31m', 'a\u0085', 'a\u2028b', 'not\uFFFDtext', '\u0000'])(
    'rejects %j with one line that names the variable but not the value',
    (value) => {
      // A password may begin or end with spaces.
      if (name === 'ADMIN_PASSWORD' && value === ' ') return;
      const message = errorFor({ [name]: value });
      expect(message).toMatch(new RegExp(`^${name} must [^\\n]+$`));
      if (value.length > 2 && !/such as|look like/.test(message ?? '')) expect(message).not.toContain(value);
    },
  );

  it('counts as unset if it is empty', () => {
    const { [name]: _, ...without } = { ...BASE } as Record<string, string>;
    const result = (variables: NodeJS.ProcessEnv) => {
      try {
        return parseConfig(variables);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(result({ ...BASE, [name]: '' })).toEqual(result(without));
  });
});

describe('DATABASE_READ_URL', () => {
  it('is split at commas and spaces, but not inside a password', () => {
    const urls = ['postgres://u:a,b@h1/d', 'postgres://h2', 'postgresql://h3'];
    expect(parse({ DATABASE_READ_URL: urls.join(', ') }).databaseReadUrls).toEqual(urls);
    expect(parse({ DATABASE_READ_URL: urls.join(' ') }).databaseReadUrls).toEqual(urls);
    expect(parse({}).databaseReadUrls).toEqual([]);
  });

  it('is rejected with the embedded database', () => {
    expect(() => parseConfig({ DATABASE_READ_URL: 'postgres://h' })).toThrow(/^DATABASE_READ_URL must be set together with DATABASE_URL/);
  });
});

it('reads exactly the variables that this test covers', async () => {
  const { readFile } = await import('node:fs/promises');
  const source = await readFile(new URL('config.ts', import.meta.url), 'utf8');
  const inSource = [...source.matchAll(/^ {2}([A-Z_]+): optional\(/gm)].map(([, name]) => name);
  expect(inSource.toSorted()).toEqual(names.toSorted());
});

it('accepts any combination of values, or reports one line for each invalid variable', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.ipV6(),
    fc.domain(),
    fc.integer().map(String),
    fc.constantFrom(...cases.flatMap(([, { right, wrong }]) => [...right, ...wrong])),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), anything), (variables) => {
      const message = errorFor(variables);
      if (message === undefined) {
        const { publicUrl, port, host, allowedHosts } = parse(variables);
        // The browser, the greeting and the host check can use every accepted value.
        expect(new URL(publicUrl).origin).toBe(publicUrl);
        expect(port > 0 && port < 65_536 && host !== '' && allowedHosts.every((name) => name !== '')).toBe(true);
      } else {
        const lines = message.split('\n').map((line) => line.split(' ')[0]);
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.every((name) => names.includes(name ?? ''))).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
});

it('accepts a PUBLIC_URL only if it is an http or https origin with nothing after it', () => {
  const parts = fc.record({
    scheme: fc.constantFrom('http://', 'https://', 'HTTPS://', 'ftp://', '', '//', 'http:', 'ws://'),
    user: fc.constantFrom('', '', '', 'ada@', 'ada:secret@', '@'),
    host: fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
      fc.constantFrom('', 'localhost', '*'),
    ),
    port: fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 99_999 }).map((port) => `:${port}`),
    ),
    rest: fc.constantFrom('', '/', '//', '/skills', '/skills/', '?', '?a=b', '/?', '#', '/#top'),
  });
  fc.assert(
    fc.property(parts, ({ scheme, user, host, port, rest }) => {
      fc.pre(scheme + user + host + port + rest !== '');
      const message = errorFor({ PUBLIC_URL: `${scheme}${user}${host}${port}${rest}` });
      const isRight =
        /^https?:\/\/$/i.test(scheme) &&
        user === '' &&
        /^\/?$/.test(rest) &&
        !['', '*', '0.0.0.0'].includes(host) &&
        Number(port.slice(1)) < 65_536;
      // A few generated addresses mean every address of a machine, or are not valid.
      if (message !== undefined) expect(isRight && !/^\[|^0\./.test(host) && URL.canParse(`http://${host}`)).toBe(false);
      else expect(isRight).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

describe('the default of DEMO', () => {
  const embedded = (variables: NodeJS.ProcessEnv) => parseConfig(variables);

  it.each([{}, { HOST: 'localhost' }, { HOST: '::1' }, { HOST: '127.0.0.53' }, { PUBLIC_URL: 'http://localhost:8080' }])(
    'is on if only this machine can reach the server: %o',
    (variables) => expect(embedded(variables)).toMatchObject({ demo: true, isReachable: false, isDemoSet: false }),
  );

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.0.2.7' },
    { HOST: 'skills' },
    { PUBLIC_URL: 'https://skills.example.org' },
    { ALLOWED_HOSTS: 'skills.example.org' },
    { TRUST_PROXY: '1' },
  ])('is off if other machines may reach the server: %o', (variables) => {
    expect(embedded(variables)).toMatchObject({ demo: false, isReachable: true });
    expect(embedded({ ...variables, DEMO: 'true' })).toMatchObject({ demo: true, isReachable: true, isDemoSet: true });
  });

  it('is off with a database of your own', () => expect(parse({})).toMatchObject({ demo: false }));
});
