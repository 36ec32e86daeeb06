import { describe, expect, it } from 'vitest';
import { brokenRules, type FuzzAnswer } from './answer-rules.js';
import type { Operation } from '../../apps/server/test/api-document/operations.js';

const operation: Operation = {
  route: 'GET /api/things',
  method: 'GET',
  path: '/api/things',
  parameters: [],
  answers: new Map([[200, { $ref: '#/components/schemas/Thing' }]]),
  csvHeading: 'id,kind\r\n',
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

const csv = (text: string): Partial<FuzzAnswer> => ({ contentType: 'text/csv; charset=utf-8; header=present', text });

describe('brokenRules', () => {
  it('reports nothing for an answer that matches the document', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ text: '{"id":1,"at":"2024-01-01T00:00:00.000Z","kind":"b"}' })).toEqual([]);
    expect(broken(refusal())).toEqual([]);
    expect(broken(csv('id,kind\r\n1,"a"\r\n'))).toEqual([]);
    expect(broken(csv('\uFEFFid,kind\r\n'))).toEqual([]);
  });

  it.each<[string, Partial<FuzzAnswer>]>([
    ['a server failure', { status: 500, ...refusal({ status: 500, code: 'INTERNAL' }) }],
    ['an undeclared field', { text: '{"id":1,"weight":2}' }],
    ['a missing required field', { text: '{}' }],
    ['a field of the wrong type', { text: '{"id":"1"}' }],
    ['a number out of range', { text: '{"id":0}' }],
    ['a malformed time', { text: '{"id":1,"at":"yesterday"}' }],
    ['a value outside the enum', { text: '{"id":1,"kind":"c"}' }],
    ['an undeclared status', { status: 201 }],
    ['a body that is not JSON', { text: '<p>' }],
    ['CSV with other columns', csv('id\r\n1\r\n')],
    ['CSV with an unquoted quote', csv('id,kind\r\n1,a"\r\n')],
    ['CSV with a missing cell', csv('id,kind\r\n1\r\n')],
    ['an HTML page', { contentType: 'text/html' }],
    ['an answer without nosniff', { nosniff: false }],
    ['an error that is not a problem document', { status: 400, text: '{"error":"x"}' }],
    ['an error with an unknown code', refusal({ code: 'OOPS' })],
    ['an error code that the operation does not declare', { ...refusal({ status: 403, code: 'FORBIDDEN' }), status: 403 }],
    ['a problem document with a different status than the answer', refusal({ status: 404 })],
    ['a problem document with an extra field', refusal({ query: 'x' })],
    ['a stack trace', refusal({ detail: 'Error: x\n    at f (file:///app/main.js:1:2)' })],
    ['an SQL error', refusal({ detail: 'duplicate key value violates unique constraint' })],
  ])('reports %s', (_what, answer) => {
    expect(broken(answer).length).toBeGreaterThan(0);
  });
});
