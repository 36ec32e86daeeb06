import type { MatrixCell, MatrixPerson, MatrixSkill, SkillsMatrix } from '@skilltrace/contract';

type Tiles = readonly (readonly (SkillsMatrix | undefined)[])[];

interface PersonRow {
  kind: 'person';
  person: MatrixPerson;
  /** The page that the person is on. */
  page: number;
}
interface GroupRow {
  kind: 'group';
  group: NonNullable<MatrixPerson['group']>;
}
export type MatrixRow = PersonRow | GroupRow;

/** The loaded part of a matrix. The rows and columns after it exist, but are not loaded yet. */
export interface MatrixTable {
  skills: readonly MatrixSkill[];
  /** People, and a heading before each group. */
  rows: readonly MatrixRow[];
  /** The numbers of all rows and columns, loaded or not. Headings of groups are counted as far as they are known. Until the people are counted, one more page. */
  rowCount: number;
  columnCount: number;
  /** Undefined until they are counted. */
  people: number | undefined;
}

/** Joins tiles to a table. Undefined until the first tile is loaded. `counted` are the totals if the first tile has none. */
export function tableOf(tiles: Tiles, counted?: SkillsMatrix['totals']): MatrixTable | undefined {
  const first = tiles[0]?.[0];
  if (!first) return undefined;
  const rows: MatrixRow[] = [];
  let people = 0;
  let group: string | undefined;
  for (const [page, [tile]] of tiles.entries())
    for (const person of tile?.people ?? []) {
      if (person.group && keyOfGroup(person.group) !== group) {
        group = keyOfGroup(person.group);
        rows.push({ kind: 'group', group: person.group });
      }
      rows.push({ kind: 'person', person, page });
      people += 1;
    }
  const skills = tiles[0]?.flatMap((tile) => tile?.skills ?? []) ?? [];
  const totals = first.totals ?? counted;
  // A page that is still loading exists too.
  const another = (last: SkillsMatrix | undefined, cursor: 'nextCursor' | 'nextSkillCursor') => last === undefined || last[cursor] !== null;
  const morePeople = another(tiles.at(-1)?.[0], 'nextCursor') ? first.people.length : 0;
  const moreSkills = another(tiles[0]?.at(-1), 'nextSkillCursor') ? first.skills.length : 0;
  return {
    skills,
    rows,
    rowCount: rows.length + (totals ? Math.max(0, totals.people - people) : morePeople),
    columnCount: totals ? Math.max(skills.length, totals.skills) : skills.length + moreSkills,
    people: totals?.people,
  };
}

const keyOfGroup = ({ projectId, name }: GroupRow['group']) => `${projectId} ${name}`;
const keyOfRow = ({ profileId, group }: MatrixPerson) => `${profileId} ${group?.projectId}`;

const byRow = new WeakMap<SkillsMatrix, ReadonlyMap<string, MatrixPerson>>();
const bySkill = new WeakMap<MatrixPerson, ReadonlyMap<number, MatrixCell>>();

/** The cells of a person in a tile, by skill. Found by person, because the order can change between the requests of two tiles. */
export function cellsIn(tile: SkillsMatrix, person: MatrixPerson): ReadonlyMap<number, MatrixCell> | undefined {
  let people = byRow.get(tile);
  if (!people) byRow.set(tile, (people = new Map(tile.people.map((one) => [keyOfRow(one), one]))));
  const found = people.get(keyOfRow(person));
  if (!found) return undefined;
  let cells = bySkill.get(found);
  if (!cells) bySkill.set(found, (cells = new Map(found.cells.map((cell) => [cell.skillId, cell]))));
  return cells;
}
