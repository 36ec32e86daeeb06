import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeTurn, type Party } from './hashing-turns.js';

/** Requests turns for all parties while two hashes are running. Returns the order of the turns and the refused requests. */
async function turnsOf(parties: readonly Party[]): Promise<{ order: number[]; refused: number[] }> {
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const busy = [1, 2].map(() => takeTurn({}, () => gate));
  const order: number[] = [];
  const refused: number[] = [];
  const all = parties.map((party, index) =>
    takeTurn(party, async () => {
      order.push(index);
      await Promise.resolve();
    }).catch(() => refused.push(index)),
  );
  open();
  await Promise.all([...busy, ...all]);
  return { order, refused };
}

const volley = (count: number, party: (index: number) => Party) => Array.from({ length: count }, (_, index) => party(index));
let run = 0;
const fresh = () => `run-${(run += 1)}`;

describe('a sign-in of another party', () => {
  test.each<[string, (index: number, id: string) => Party]>([
    ['from one address on many accounts', (index, id) => ({ address: id, email: `${index}@${id}` })],
    ['on one account from many addresses', (index, id) => ({ address: `${index}.${id}`, email: `one@${id}` })],
    ['from one address on one account', (_index, id) => ({ address: id, email: `one@${id}` })],
    ['from one IPv6 network', (index) => ({ address: `2001:db8:1:2::${index.toString(16)}`, email: `${index}@x` })],
  ])('gets one of the next turns even if a long burst of requests waits %s', async (_name, party) => {
    const id = fresh();
    const parties = [...volley(60, (index) => party(index, id)), { address: '198.51.100.7', email: `innocent@${id}` }];
    const { order, refused } = await turnsOf(parties);
    // A refused request would not be in this list.
    expect(order.slice(0, 2)).toContain(60);
    expect(refused).toHaveLength(11);
  });
});

test('every request gets its turn, and requests of the same party keep their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ address: fc.nat(5), email: fc.nat(5) }), { maxLength: 50 }), async (requests) => {
      const id = fresh();
      const parties = requests.map(({ address, email }) => ({ address: `${address}.${id}`, email: `${email}@${id}` }));
      const { order, refused } = await turnsOf(parties);
      expect([...order].toSorted((one, other) => one - other)).toEqual(parties.map((_, index) => index));
      expect(refused).toEqual([]);
      // Requests for one account from one address are first come, first served.
      for (const [at, index] of order.entries())
        for (const later of order.slice(at + 1))
          if (JSON.stringify(parties[index]) === JSON.stringify(parties[later])) expect(later).toBeGreaterThan(index);
    }),
  );
});
