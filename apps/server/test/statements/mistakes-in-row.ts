import type { AnsweredColumn } from './describe-statement.js';
import type { RowProperty } from './row-type.js';

/** Describes the differences between the result columns and the row type. */
export function mistakesInRow(columns: readonly AnsweredColumn[], row: readonly RowProperty[]): string[] {
  const properties = new Map(row.map((property) => [property.name, property]));
  const names = new Set(columns.map(({ name }) => name));
  return [
    ...columns.filter(({ name }) => !properties.has(name)).map(({ name }) => `the row type has no property for the column "${name}"`),
    ...row.filter(({ name, isOptional }) => !isOptional && !names.has(name)).map(({ name }) => `no column is named "${name}"`),
    ...columns.flatMap((column) => {
      const property = properties.get(column.name);
      return property ? mistakesIn(column, property) : [];
    }),
  ];
}

function mistakesIn({ name, kind, labels, mayBeNull }: AnsweredColumn, { kinds, literals, isNullable }: RowProperty): string[] {
  const isOfKind = kinds.length === 0 || kinds.some((expected) => agrees(kind, expected));
  const unknown = literals ? (labels ?? []).filter((label) => !literals.includes(label)) : [];
  return [
    ...(isOfKind ? [] : [`"${name}" is ${kind} and not ${kinds.join(' | ')}`]),
    ...(unknown.length === 0 ? [] : [`"${name}" can also be ${unknown.join(', ')}`]),
    ...(mayBeNull && !isNullable ? [`"${name}" can be null`] : []),
  ];
}

/** JSON values arrive parsed, so any type in the code is accepted for them. */
function agrees(kind: string, expected: string): boolean {
  return expected === 'any' || kind === expected || kind === 'object' || (expected === 'any[]' && kind.endsWith('[]'));
}
