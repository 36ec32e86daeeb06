import type { MatrixCell, MatrixPerson, MatrixSkill, SkillsMatrix } from '@skilltrace/contract';

type Tiles = readonly (readonly (SkillsMatrix | undefined)[])[];

export interface PersonRow {
  kind: 'person';
  person: MatrixPerson;
  /** The page that the person is on. */
  page: number;
}
export interface GroupRow {
  kind: 'group';
  group: NonNullable<MatrixPerson['group']>;
}
export type MatrixRow = PersonRow | GroupRow;

/** The loaded part of a matrix. The rows and columns after it exist, but are not loaded yet. */
export interface MatrixTable {
  skills: readonly MatrixSkill[];
  /** People, and a heading before each group. */
  rows: readonly MatrixRow[];
  /** The numbers of all rows and columns, loaded or not. Headings of groups are counted as far as they are known. */
  rowCount: number;
  columnCount: number;
  people: number;
}

/** Joins tiles to a table. Undefined until the first tile is loaded. */
export function tableOf(tiles: Tiles): MatrixTable | undefined {
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
  const totals = first.totals ?? { people, skills: skills.length };
  return {
    skills,
    rows,
    rowCount: rows.length + Math.max(0, totals.people - people),
    columnCount: Math.max(skills.length, totals.skills),
    people: totals.people,
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
