import { describe, expect, it } from 'vitest';
import { brokenRules, type FuzzAnswer } from './answer-rules.js';
import type { Operation } from '../../apps/server/test/api-document/operations.js';

const operation: Operation = {
  route: 'GET /api/things',
  method: 'GET',
  path: '/api/things',
  parameters: [],
  answers: new Map([[200, { $ref: '#/components/schemas/Thing' }]]),
  codes: new Set(['VALIDATION_FAILED']),
};
const components = {
  Thing: {
    type: 'object',
    properties: { id: { type: 'integer', minimum: 1 }, at: { type: ['string', 'null'], format: 'date-time' }, kind: { enum: ['a', 'b'] } },
    required: ['id'],
    additionalProperties: false,
  },
};
const broken = (answer: Partial<FuzzAnswer>) =>
  brokenRules(
    operation,
    { operations: [operation], components },
    { status: 200, contentType: 'application/json; charset=utf-8', nosniff: true, text: '{"id":1}', ...answer },
  );
const refusal = (fields: object = {}): Partial<FuzzAnswer> => ({
  status: 400,
  contentType: 'application/problem+json',
  text: JSON.stringify({ type: 'about:blank', title: 'Bad Request', status: 400, detail: 'No.', code: 'VALIDATION_FAILED', ...fields }),
});

describe('an answer', () => {
  it('as the document says breaks no rule', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ text: '{"id":1,"at":"2024-01-01T00:00:00.000Z","kind":"b"}' })).toEqual([]);
    expect(broken(refusal())).toEqual([]);
  });

  it.each<[string, Partial<FuzzAnswer>]>([
    ['a failure', { status: 500, ...refusal({ status: 500, code: 'INTERNAL' }) }],
    ['a field that is not declared', { text: '{"id":1,"weight":2}' }],
    ['a field that is missing', { text: '{}' }],
    ['a field of another type', { text: '{"id":"1"}' }],
    ['a number out of range', { text: '{"id":0}' }],
    ['a time of another form', { text: '{"id":1,"at":"yesterday"}' }],
    ['a word that is none of those', { text: '{"id":1,"kind":"c"}' }],
    ['a status that is not declared', { status: 201 }],
    ['no JSON', { text: '<p>' }],
    ['a page', { contentType: 'text/html' }],
    ['an answer that may be sniffed', { nosniff: false }],
    ['a refusal that is no problem', { status: 400, text: '{"error":"x"}' }],
    ['a refusal with an unknown code', refusal({ code: 'OOPS' })],
    ['a refusal with a code of other routes', { ...refusal({ status: 403, code: 'FORBIDDEN' }), status: 403 }],
    ['a refusal with another status', refusal({ status: 404 })],
    ['a refusal with more in it', refusal({ query: 'x' })],
    ['a stack', refusal({ detail: 'Error: x\n    at f (file:///app/main.js:1:2)' })],
    ['an SQL error', refusal({ detail: 'duplicate key value violates unique constraint' })],
  ])('breaks one with %s', (_what, answer) => {
    expect(broken(answer).length).toBeGreaterThan(0);
  });
});
