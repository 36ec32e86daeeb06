import { expect, test } from 'vitest';
import { addressOf, apiPages, apiQuery, keyOf, withPreviousInSight } from './queries.ts';

test('a key is made of the parts of the address and of its query, so that it begins as those above it', () => {
  expect(keyOf('/api/skills', {})).toEqual(['skills']);
  expect(keyOf('/api/skills/{id}', { path: { id: 7 } })).toEqual(['skills', 7]);
  expect(keyOf('/api/skills/{id}/people', { path: { id: 7 }, query: { limit: 5 } })).toEqual(['skills', 7, 'people', { limit: 5 }]);
});

test('pages are kept apart from a single answer of the same address', () => {
  const parameters = { query: { search: 'go' } };
  expect(apiPages('/api/skills', parameters).queryKey).not.toEqual(apiQuery('/api/skills', parameters).queryKey);
});

test('the previous answer stays in sight for another query of the same address, and not for another person', () => {
  const chart = (id: number, asOf?: string) =>
    withPreviousInSight(apiQuery('/api/users/{id}/skills/summary', { path: { id }, query: { asOf } }));
  const { placeholderData } = chart(1, '2026-01-01T00:00:00Z');
  expect(placeholderData('before', chart(1))).toBe('before');
  expect(placeholderData('before', chart(2))).toBeUndefined();
});

test('a download has the filters in its address, without those that are not set', () => {
  expect(addressOf('/api/audit_log/export', { query: { actorId: 3, action: undefined } })).toBe('/api/audit_log/export?actorId=3');
  expect(addressOf('/api/audit_log/export', { query: {} })).toBe('/api/audit_log/export');
});
