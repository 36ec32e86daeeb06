import { LONGEST_UPDATE } from '@skilltrace/domain/limits';
import type { Connection, Transaction } from '../../platform/database/connection.js';
import { nameFilter } from '../name-filter.js';
import type { Named } from '../name-pattern.js';
import { forgetName, forgetNameInJson, type Forget } from './names-in-text.js';

interface TextColumn {
  table: string;
  column: string;
  /** The most characters that the column holds. */
  most?: number;
  /** JSON: each text in it by itself. */
  isJson?: true;
  /** Several texts in one value. */
  isArray?: true;
  /** The rows that are looked at, `$2` being the person; all of them without it. */
  among?: string;
}

/** Texts that people write and in which they may name each other. Each column of text is either here or named by the test beside this. */
export const textsOfOthers: readonly TextColumn[] = [
  { table: 'progress_updates', column: 'content', most: LONGEST_UPDATE, among: 'user_id <> $2' },
  { table: 'projects', column: 'name' },
  { table: 'projects', column: 'description' },
  { table: 'projects', column: 'metadata', isJson: true },
  { table: 'assignments', column: 'role' },
  { table: 'api_tokens', column: 'name', among: 'profile_id <> $2' },
  // Names are left alone, for somebody else of the same name keeps theirs.
  { table: 'profiles', column: 'title', among: 'id <> $2' },
];

/** What things are known by. Changing them would take imports and tags apart, so that they are counted and left. */
export const keysWithText: readonly TextColumn[] = [
  { table: 'progress_updates', column: 'external_id', among: 'user_id <> $2' },
  { table: 'projects', column: 'external_id' },
  { table: 'profiles', column: 'external_id', among: 'id <> $2' },
  { table: 'skills', column: 'skill_name' },
  { table: 'skills', column: 'category' },
  { table: 'assignments', column: 'tags', isArray: true },
];

const A_BATCH = 500;

/** Rows that a look through all of them found, and all that were written since: a second look needs no others. */
export interface Narrowing {
  ids: ReadonlyMap<TextColumn, readonly number[]>;
  /** The oldest transaction that had not ended when the first look began. */
  since: string;
}

interface Found {
  id: number;
  /** As it is afterwards. */
  text: string;
}

/** Looks through a column for a person, in batches of rows that hold the name or an address. */
export async function* findMentions(
  connection: Connection,
  column: TextColumn,
  profileId: number,
  named: Named,
  narrowing?: Narrowing,
): AsyncGenerator<Found[]> {
  const forget = forgetterFor(column, named);
  const text = column.isArray ? `array_to_string(${column.column}, E'\\n')` : `${column.column}::text`;
  // JSON escapes line ends, which may be within a name: it is read as a whole.
  const mayName = column.isJson ? `${column.column} <> '{}'` : `normalize(${text}, NFKD) ~ $3`;
  // CASE, so that the expensive question is asked last.
  const statement = `
    SELECT id, ${text} AS text FROM ${column.table}
     WHERE id > $1 AND ${column.among ?? '$2::bigint IS NOT NULL'} AND $3::text IS NOT NULL
       AND CASE WHEN $4::bigint[] IS NULL OR id = ANY ($4) OR age(xmin) <= age($5::xid8::xid) THEN ${mayName} ELSE false END
     ORDER BY id LIMIT ${A_BATCH}`;
  for (let after = 0, rows: Found[] = []; after === 0 || rows.length === A_BATCH; after = rows.at(-1)?.id ?? after) {
    rows = await connection.query<Found & Record<string, unknown>>(statement, [
      after,
      profileId,
      nameFilter(named),
      narrowing ? (narrowing.ids.get(column) ?? []) : null,
      narrowing?.since ?? null,
    ]);
    const found = rows.flatMap(({ id, text: before }) => {
      const left = forget(before);
      return left === undefined ? [] : [{ id, text: left }];
    });
    if (found.length > 0) yield found;
    if (rows.length === 0) return;
  }
}

/** How many texts of others name a person, and how many keys. */
export async function countMentions(connection: Connection, profileId: number, named: Named): Promise<{ mentions: number; keys: number }> {
  const count = async (columns: readonly TextColumn[]) => {
    let rows = 0;
    for (const column of columns) for await (const found of findMentions(connection, column, profileId, named)) rows += found.length;
    return rows;
  };
  return { mentions: await count(textsOfOthers), keys: await count(keysWithText) };
}

/** Takes a person out of the texts of others, and says of how many. The caller keeps other texts from being written meanwhile. */
export async function replaceMentions(transaction: Transaction, profileId: number, named: Named, narrowing?: Narrowing): Promise<number> {
  let replaced = 0;
  for (const column of textsOfOthers) {
    const update = `
      UPDATE ${column.table} t SET ${column.column} = r.text${column.isJson ? '::jsonb' : ''}
        FROM unnest($1::bigint[], $2::text[]) AS r(id, text) WHERE t.id = r.id`;
    for await (const found of findMentions(transaction, column, profileId, named, narrowing)) {
      await transaction.query(update, [found.map(({ id }) => id), found.map(({ text }) => text)]);
      replaced += found.length;
    }
  }
  return replaced;
}

function forgetterFor({ isJson, most }: TextColumn, named: Named): Forget {
  const forget = isJson ? forgetNameInJson(named) : forgetName(named);
  if (most === undefined) return forget;
  return (text) => {
    const left = forget(text);
    return left !== undefined && left.length > most ? [...left].slice(0, most).join('') : left;
  };
}
