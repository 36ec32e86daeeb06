import { expect, it } from 'vitest';
import type { Connection, LaggingConnection } from '../connection.js';
import { standbyUrl } from '../logins/database-url.js';
import { PositionsOfPrimary } from './positions-of-primary.js';

it('a connection that may lag is rejected by the compiler where a decision is made', () => {
  const decide = (_: Connection) => {};
  const show = (_: LaggingConnection) => {};
  const [lagging, primary] = [{} as LaggingConnection, {} as Connection];
  // @ts-expect-error -- a standby could answer
  decide(lagging);
  decide(primary);
  show(primary);
  show(lagging);
});

it.each([
  ['postgres://standby', 'postgres://reader:p%40ss@standby/skilltrace'],
  ['postgres://standby:5433/?sslmode=verify-full', 'postgres://reader:p%40ss@standby:5433/skilltrace?sslmode=verify-full'],
  ['postgres://own:word@standby/other', 'postgres://own:word@standby/other'],
])('the URL %s of a standby takes the login and the database that it does not name from the reader', (url, expected) => {
  expect(standbyUrl(url, 'postgres://reader:p%40ss@primary:5432/skilltrace?sslmode=disable')).toBe(expected);
});

it('a position of a standby becomes the latest time at which the primary had written no more', () => {
  const positions = new PositionsOfPrimary();
  const sample = (at: number, position: number) =>
    positions.add(at, { position, isInRecovery: false, identity: '1/2', time: new Date(at).toISOString() });
  expect(positions.reachedBy(100)).toBeUndefined();
  sample(1_000, 10);
  sample(2_000, 10);
  sample(3_000, 20);
  expect([9, 10, 19, 20, 21].map((position) => positions.reachedBy(position)?.at)).toEqual([undefined, 2_000, 2_000, 3_000, 3_000]);
  // Another machine took over, with less.
  sample(4_000, 15);
  expect([10, 15, 20].map((position) => positions.reachedBy(position)?.at)).toEqual([undefined, 4_000, 4_000]);
});
