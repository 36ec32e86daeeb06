import { csvLine, type CsvCell } from '@skilltrace/domain/text/csv';

type Scalar = string | number | boolean;
type Inner<Value> = Value extends readonly (infer Element)[] ? Element : Value;

/** The path of a field, such as `name` or `techLead.name`. It is also the name of the column. */
export type ColumnOf<Row> = {
  [Field in keyof Row & string]: Inner<NonNullable<Row[Field]>> extends Scalar
    ? Field
    : Field | `${Field}.${ColumnOf<Inner<NonNullable<Row[Field]>>>}`;
}[keyof Row & string];

/** The part of a query that selects a page. */
export type PageQuery = Readonly<Record<string, unknown>>;

/** How the pages of an answer follow each other, if they are not those of a list. */
export interface CsvPaging {
  /** The query parameters of the first page. */
  readonly first: PageQuery;
  /** The names of all query parameters that select a page. A request for CSV cannot have them. */
  readonly parameters: readonly string[];
  /** The parameters of the page after an answer; undefined after the last one. */
  readonly next: (answer: never, page: PageQuery) => PageQuery | undefined;
}

/** How the answer of a route is written as a table: its columns, and the rows in the answer. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: (answer: never) => Iterable<object>;
  readonly paging?: CsvPaging;
}

/** The columns of a list: the rows are the `items` of the answer. */
export function listColumns(columns: readonly string[]): CsvTable {
  return { columns, rows: ({ items }: { items: readonly object[] }) => items };
}

/** The columns of an answer that is not a list: `rows` makes its rows. */
export function csvOf<Answer, Row extends object>(
  rows: (answer: Answer) => Iterable<Row>,
  columns: readonly ColumnOf<Row>[],
  paging?: CsvPaging,
): CsvTable & { readonly rows: (answer: Answer) => Iterable<Row> } {
  return { columns, rows, ...(paging && { paging }) };
}

/** Writes one row. Several values of a field are joined by `; `. */
export function csvRow(columns: readonly string[], row: object): string {
  return csvLine(columns.map((column) => cellOf(valueAt(row, column.split('.')))));
}

function valueAt(value: unknown, [field, ...rest]: readonly string[]): unknown {
  if (field === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((element) => valueAt(element, [field, ...rest]));
  return valueAt((value as Record<string, unknown>)[field], rest);
}

function cellOf(value: unknown): CsvCell {
  if (Array.isArray(value) && value.every((element) => typeof element !== 'object')) return value.join('; ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as CsvCell);
}
