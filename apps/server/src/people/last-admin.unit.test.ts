import { describe, expect, test } from 'vitest';
import { takesLastAdmin } from './last-admin.js';

const admin = { id: 1, isAdmin: true, isActive: true, canSignIn: true };
const other = { id: 2, isAdmin: true, isActive: true, canSignIn: true };

describe('takesLastAdmin', () => {
  test.each([{ isAdmin: false }, { isActive: false }, { isAdmin: false, isActive: false }])(
    'returns true for the only active admin and %j',
    (change) => {
      expect(takesLastAdmin([admin], 1, change)).toBe(true);
      expect(takesLastAdmin([admin, other], 1, change)).toBe(false);
    },
  );

  test('ignores admins who left and people who are not admins', () => {
    expect(takesLastAdmin([admin, { ...other, isActive: false }, { ...other, id: 3, isAdmin: false }], 1, { isAdmin: false })).toBe(true);
  });

  test('ignores admins who cannot sign in, unless the person cannot sign in either', () => {
    const [mute, alsoMute] = [
      { ...other, canSignIn: false },
      { ...admin, canSignIn: false },
    ];
    expect(takesLastAdmin([admin, mute], 1, { isAdmin: false })).toBe(true);
    expect(takesLastAdmin([admin, mute], 2, { isAdmin: false })).toBe(false);
    expect(takesLastAdmin([alsoMute, mute], 1, { isActive: false })).toBe(false);
    expect(takesLastAdmin([alsoMute], 1, { isActive: false })).toBe(true);
  });

  test.each([{}, { isAdmin: true }, { isActive: true }, { isAdmin: true, isActive: true }])('returns false for the change %j', (change) => {
    expect(takesLastAdmin([admin], 1, change)).toBe(false);
  });

  test('returns false for a person who is not an active admin', () => {
    expect(takesLastAdmin([{ ...admin, isActive: false }], 1, { isAdmin: false })).toBe(false);
    expect(takesLastAdmin([{ ...admin, isAdmin: false }, other], 1, { isActive: false })).toBe(false);
  });
});
