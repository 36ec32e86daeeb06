// Statements must also run after `skilltrace scale-out`. Citus refuses some forms, and this finds them in the text of a statement.

const SPREAD = /\b(user_skill_signals|signal_ledger|progress_updates|progress_update_keys)\b/;
const COPIED = /\b(profiles|skills|projects|project_skills|assignments)\b/;
const MANAGED = /\b(user_skill_signals|progress_updates|progress_update_keys|profiles|skills|projects|project_skills|assignments)\b/;

/** What Citus refuses in a statement, in words. */
export function formsThatCitusRefuses(sql: string): string[] {
  const text = sql.replaceAll(/--[^\n]*/g, '');
  const found = new Set<string>();
  const isUpdate = /\bUPDATE\s+\w+(\s+\w+)?\s+SET\b/i.test(text) || /\bDO\s+UPDATE\s+SET\b/i.test(text);
  const regions = regionsOf(text);
  if (isUpdate) {
    const values = setPartOf(text);
    const conditional = [
      ...regionsOf(values)
        .filter(({ before }) => /coalesce$/i.test(before))
        .map(({ inside }) => inside),
      ...casesOf(values),
    ];
    if (conditional.some((part) => /\b(now|gen_random_uuid)\(\)/i.test(part)))
      found.add('now() or gen_random_uuid() in CASE or COALESCE of an UPDATE');
    if (MANAGED.test(text) && /\bCASE\s+(?!WHEN\b)/i.test(text)) found.add('CASE with a value in an UPDATE');
    if (/\b\w+_at\s*[+-]\s*interval\b/i.test(text)) found.add('a column with time zone plus an interval in an UPDATE');
  }
  for (const { before, inside } of regions) {
    if (/^\s*SELECT\b/i.test(inside) && /\bINSERT\b[\s\S]*\bVALUES\s*\([^;]*$/i.test(text.slice(0, text.indexOf(inside))))
      found.add('a subquery in the VALUES of an INSERT');
    if (/\bLATERAL$/i.test(before) && SPREAD.test(inside)) found.add('LATERAL over a spread table');
    else if (/^\s*SELECT\b/i.test(inside) && SPREAD.test(inside) && refersOutside(inside))
      found.add('a correlated subquery over a spread table');
    if (/\bEXISTS$/i.test(before) && /^\s*SELECT\s+FROM\b/i.test(inside) && SPREAD.test(inside) && !refersOutside(inside))
      found.add('EXISTS without a column over a spread table');
    if (/\bAS( MATERIALIZED)?$/i.test(before) && /^\s*(INSERT|UPDATE|DELETE)\b/i.test(inside) && MANAGED.test(inside))
      found.add('a WITH that writes to a spread or copied table');
  }
  if (/\bFOR\s+(NO KEY\s+)?(UPDATE|SHARE)\b/i.test(text) && SPREAD.test(text) && !/\buser_id\s*=/.test(text))
    found.add('a row lock on a spread table without the person');
  if (/\bFOR\s+(KEY\s+)?SHARE\b/i.test(text) && COPIED.test(text)) found.add('FOR SHARE on a copied table');
  if (
    /\bvalidated_skills_as_of\(/.test(text) &&
    SPREAD.test(text) &&
    !/\bNOT EXISTS \(SELECT FROM employee_skills WHERE false\)/.test(text)
  )
    found.add('past levels beside a spread table without `levelsAsOf`');
  if (/\bDELETE\b/i.test(text) && /\bto_jsonb\(\s*\w+\.\w+\s*\)/i.test(text)) found.add('to_jsonb() of a column in a write');
  return [...found].toSorted();
}

interface Region {
  /** The text just before the parenthesis. */
  before: string;
  inside: string;
}

/** All texts in parentheses. */
function regionsOf(text: string): Region[] {
  const regions: Region[] = [];
  const open: number[] = [];
  for (const [index, character] of [...text].entries()) {
    if (character === '(') open.push(index);
    const start = character === ')' ? open.pop() : undefined;
    if (start !== undefined) regions.push({ before: text.slice(0, start).trimEnd().slice(-40), inside: text.slice(start + 1, index) });
  }
  return regions;
}

/** What an UPDATE assigns, without its FROM and WHERE. */
function setPartOf(text: string): string {
  const values = text.slice(text.search(/\bSET\b/i));
  const end = [...values.matchAll(/\b(FROM|WHERE|RETURNING)\b/gi)].find(({ index }) => isBalanced(values.slice(0, index)))?.index;
  return values.slice(0, end);
}

const isBalanced = (text: string) => text.split('(').length === text.split(')').length;

function casesOf(text: string): string[] {
  return [...text.matchAll(/\bCASE\b[\s\S]*?\bEND\b/gi)].map(([found]) => found);
}

/** Whether a subquery names a table that it does not read itself. */
function refersOutside(subquery: string): boolean {
  const own = new Set(
    [...subquery.matchAll(/\b(?:FROM|JOIN|,)\s+(?:\w+\.)?(\w+)(?:\s+(?:AS\s+)?(\w+))?/gi)].flatMap(([, table = '', alias = '']) => [
      table,
      alias,
    ]),
  );
  for (const [, alias = ''] of subquery.matchAll(/\)\s+(?:AS\s+)?(\w+)/gi)) own.add(alias);
  const named = [...subquery.matchAll(/\b([a-z]\w*)\.\w+/gi)].map(([, name = '']) => name);
  return named.some((name) => !own.has(name));
}
