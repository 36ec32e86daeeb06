import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DomainError, notFound } from './domain-error.js';
import { toProblem } from '../http/problem.filter.js';

const src = join(import.meta.dirname, '../..');
const INTERPOLATED = /(?:new DomainError\(\s*[^,]+,|super\(\s*'[A-Z_]+',|forbidden\(|notFound\()\s*`[^`]*\$\{/;

it.each([
  ["new DomainError('CONFLICT', `It is ${status}.`)", true],
  ['throw forbidden(\n  `Only ${role} may.`)', true],
  ["super('RATE_LIMITED', `In ${minutes} min.`)", true],
  ["new DomainError('CONFLICT', 'It is {status}.', { params: { status } })", false],
])('the check for interpolated values in %s finds one: %s', (source, isWrong) => {
  expect(INTERPOLATED.test(source)).toBe(isWrong);
});

it('has no error sentence in the sources with a value that is not also a parameter', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('generated'),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => INTERPOLATED.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
});

it('inserts each parameter into the sentence unchanged, and returns it in params', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('{status}', '$&', '{to}'));
  fc.assert(
    fc.property(value, value, (status, to) => {
      const problem = toProblem(
        new DomainError('CONFLICT', 'A session that is {status} cannot be set to {to}.', { params: { status, to } }),
      );
      expect(problem).toMatchObject({
        detail: `A session that is ${status} cannot be set to ${to}.`,
        reason: 'session_move',
        params: { status, to },
      });
    }),
  );
});

it('returns no params for a sentence without values', () => {
  expect(toProblem(new DomainError('CONFLICT', 'This person is no longer active.'))).not.toHaveProperty('params');
  expect(toProblem(notFound('person'))).toMatchObject({ detail: 'This person does not exist.', params: { resource: 'person' } });
});
