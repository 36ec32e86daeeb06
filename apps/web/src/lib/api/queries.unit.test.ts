import { expect, test } from 'vitest';
import { addressOf, apiPages, apiQuery, csvAddressOf, keyOf, withPreviousAnswer } from './queries.ts';

test('a key consists of the parts of the path and the query, so that it begins with the keys of its parents', () => {
  expect(keyOf('/api/skills', {})).toEqual(['skills']);
  expect(keyOf('/api/skills/{id}', { path: { id: 7 } })).toEqual(['skills', 7]);
  expect(keyOf('/api/skills/{id}/people', { path: { id: 7 }, query: { limit: 5 } })).toEqual(['skills', 7, 'people', { limit: 5 }]);
});

test('the key of pages differs from the key of a single answer of the same path', () => {
  const parameters = { query: { search: 'go' } };
  expect(apiPages('/api/skills', parameters).queryKey).not.toEqual(apiQuery('/api/skills', parameters).queryKey);
});

test('the previous answer stays visible for another query of the same path, but not for another person', () => {
  const chart = (id: number, asOf?: string) =>
    withPreviousAnswer(apiQuery('/api/users/{id}/skills/summary', { path: { id }, query: { asOf } }));
  const { placeholderData } = chart(1, '2026-01-01T00:00:00Z');
  expect(placeholderData('before', chart(1))).toBe('before');
  expect(placeholderData('before', chart(2))).toBeUndefined();
});

test('the URL of a download contains only the filters that are set', () => {
  expect(addressOf('/api/audit_log/export', { query: { actorId: 3, action: undefined } })).toBe('/api/audit_log/export?actorId=3');
  expect(addressOf('/api/audit_log/export', { query: {} })).toBe('/api/audit_log/export');
});

test('the CSV of a query has its filters, but all rows', () => {
  const skills = apiPages('/api/skills', { query: { search: 'go & c', limit: 20, isActive: undefined } });
  expect(csvAddressOf(skills)).toBe('/api/skills?search=go+%26+c&bom=true');
  expect(csvAddressOf(apiQuery('/api/projects/{id}/skills/coverage', { path: { id: 7 } }))).toBe(
    '/api/projects/7/skills/coverage?bom=true',
  );
});
