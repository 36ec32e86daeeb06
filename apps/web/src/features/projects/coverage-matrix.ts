import type { SkillCoverage } from '@skilltrace/contract';

type CoveredSkill = SkillCoverage['items'][number];

export interface CoverageCell {
  signals: number;
  lastSignalAt: string | null;
  /** From 0 (none) to 4 (among the most of the table): how strongly the cell is drawn. */
  level: number;
}

export interface CoverageRow {
  profileId: number;
  name: string;
  /** One a skill. */
  cells: CoverageCell[];
}

export interface CoverageMatrix {
  skills: Pick<CoveredSkill, 'skillId' | 'name' | 'signals' | 'peopleWithSignals' | 'lastSignalAt'>[];
  teamSize: number;
  /** The people whose charts the viewer may see, by name, those without any signal here included. */
  rows: CoverageRow[];
  /** The rest of the team, in one: how many they are, and what of the figures is theirs. */
  others: { count: number; signals: number[]; people: number[] } | undefined;
  /** Declared, and nobody of the team has a signal for them. */
  nobody: string[];
}

interface Member {
  profileId: number;
  name: string;
}

/**
 * People × declared skills. Who has no signals is not in the answer of the API: a member is a row of zeros where the viewer
 * may see them, or where the figures leave nothing that could be theirs; else they are among the others.
 */
export function coverageMatrix(
  coverage: SkillCoverage,
  members: readonly Member[],
  mayOpen: (profileId: number) => boolean,
): CoverageMatrix {
  const { items } = coverage;
  const seen = new Map<number, string>();
  for (const { people } of items) for (const { profileId, name } of people) seen.set(profileId, name);
  const isAllTold = items.every(({ people, peopleWithSignals }) => people.length === peopleWithSignals);
  for (const { profileId, name } of members) if (isAllTold || mayOpen(profileId)) seen.set(profileId, name);

  const most = Math.max(1, ...items.flatMap(({ people }) => people.map(({ signals }) => signals)));
  const rows = [...seen]
    .map(([profileId, name]) => ({ profileId, name, cells: items.map((skill) => cellOf(skill, profileId, most)) }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.profileId - b.profileId);
  const teamSize = Math.max(rows.length, ...items.map((skill) => skill.teamSize));
  return { skills: items, teamSize, rows, others: othersOf(items, teamSize - rows.length), nobody: namesOfBare(items) };
}

function cellOf({ people }: CoveredSkill, profileId: number, most: number): CoverageCell {
  const found = people.find((person) => person.profileId === profileId);
  if (!found) return { signals: 0, lastSignalAt: null, level: 0 };
  return { signals: found.signals, lastSignalAt: found.lastSignalAt, level: Math.max(1, Math.ceil((found.signals / most) * 4)) };
}

function othersOf(items: readonly CoveredSkill[], count: number): CoverageMatrix['others'] {
  if (count <= 0) return undefined;
  const sum = (people: CoveredSkill['people']) => people.reduce((total, { signals }) => total + signals, 0);
  return {
    count,
    signals: items.map(({ signals, people }) => signals - sum(people)),
    people: items.map(({ peopleWithSignals, people }) => peopleWithSignals - people.length),
  };
}

const namesOfBare = (items: readonly CoveredSkill[]) =>
  items.filter(({ peopleWithSignals }) => peopleWithSignals === 0).map(({ name }) => name);
