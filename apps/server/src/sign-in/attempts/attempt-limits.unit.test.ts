import { describe, expect, test } from 'vitest';
import { addressKey } from './address-key.js';
import { admit, MOST_FROM_ADDRESS, MOST_ON_ACCOUNT, WINDOW_MS } from './attempt-limits.js';

const now = new Date('2026-01-01T12:00:00.000Z');
/** Attempts one second apart, the newest a second ago. */
const attempts = (count: number) => Array.from({ length: count }, (_, index) => new Date(now.getTime() - (index + 1) * 1000).toISOString());

describe('another sign-in attempt', () => {
  test('is allowed without a delay after up to two failures', () => {
    expect(admit({ onAccount: attempts(2), fromAddress: attempts(2) }, now)).toEqual({ admitted: true, delayMs: 0 });
  });

  test('is delayed longer with each failure, up to one second', () => {
    const delays = [3, 4, 5, 9].map((count) => admit({ onAccount: attempts(count), fromAddress: attempts(count) }, now));
    expect(delays).toEqual([250, 500, 1000, 1000].map((delayMs) => ({ admitted: true, delayMs })));
  });

  test('is refused after ten failures until the oldest of them is 15 minutes old', () => {
    const counted = attempts(MOST_ON_ACCOUNT);
    const refused = admit({ onAccount: counted, fromAddress: counted }, now);
    expect(refused).toEqual({ admitted: false, retryAfterS: WINDOW_MS / 1000 - 10 });
    expect(admit({ onAccount: counted, fromAddress: counted }, new Date(now.getTime() + WINDOW_MS - 10_000))).toMatchObject({
      admitted: true,
    });
  });

  test('is not delayed by failures of the address on other accounts, and refused after a hundred of them', () => {
    expect(admit({ onAccount: [], fromAddress: attempts(MOST_FROM_ADDRESS - 1) }, now)).toEqual({ admitted: true, delayMs: 0 });
    expect(admit({ onAccount: [], fromAddress: attempts(MOST_FROM_ADDRESS) }, now)).toEqual({
      admitted: false,
      retryAfterS: WINDOW_MS / 1000 - 100,
    });
  });
});

describe('addressKey', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1:2:3:4', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
  ])('of %s is %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
