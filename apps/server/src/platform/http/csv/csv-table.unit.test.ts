import { expect, test } from 'vitest';
import { csvOf, csvRow } from './csv-table.js';

const project = {
  id: 7,
  name: '=Alpha',
  lead: { name: 'Ana, Dev' },
  noLead: null,
  tags: ['a', 'b"'],
  skills: [{ name: 'Go' }, { name: 'C' }],
  nothing: [],
  details: { after: { name: 'x' } },
  isActive: false,
};

test.each([
  [['id', 'name', 'isActive'], '7,"\'=Alpha",false'],
  [['lead.name', 'noLead.name', 'missing'], '"Ana, Dev",,'],
  [['tags', 'skills.name', 'nothing', 'nothing.name'], '"a; b""",Go; C,,'],
  [['details'], '"{""after"":{""name"":""x""}}"'],
])('writes the columns %j', (columns, line) => {
  expect(csvRow(columns, project)).toBe(`${line}\r\n`);
});

test('the compiler rejects a column that the rows do not have', () => {
  const rows = (answer: { items: { id: number; lead: { name: string } | null }[] }) => answer.items;
  expect(csvOf(rows, ['id', 'lead.name']).columns).toEqual(['id', 'lead.name']);
  // @ts-expect-error -- no such field
  csvOf(rows, ['title']);
  // @ts-expect-error -- no such field in the lead
  csvOf(rows, ['lead.id']);
});
