import type { SkillCoverage } from '@skilltrace/contract';

type CoveredSkill = SkillCoverage['items'][number];

export interface CoverageCell {
  signals: number;
  lastSignalAt: string | null;
  /** How dark the cell is, from 0 (no signals) to 4 (close to the largest count of the table). */
  level: number;
}

interface CoverageRow {
  profileId: number;
  name: string;
  /** One per skill. */
  cells: CoverageCell[];
}

export interface CoverageMatrix {
  skills: Pick<CoveredSkill, 'skillId' | 'name' | 'signals' | 'peopleWithSignals' | 'lastSignalAt'>[];
  /** The people whose skills the viewer may see, sorted by name: people with signals here, and members without any. */
  rows: CoverageRow[];
  /** The sums of all other people with signals here, in one row. */
  others: { signals: number[]; people: number[] } | undefined;
  /** Declared skills without a signal from this project. */
  uncovered: string[];
}

interface Member {
  profileId: number;
  name: string;
}

/**
 * People × declared skills. The API leaves out people without signals. A member without signals gets a row of zeros if the viewer
 * may see their skills, or if the API names every person who has signals.
 */
export function coverageMatrix(
  coverage: SkillCoverage,
  members: readonly Member[],
  mayOpen: (profileId: number) => boolean,
): CoverageMatrix {
  const { items } = coverage;
  const seen = new Map<number, string>();
  for (const { people } of items) for (const { profileId, name } of people) seen.set(profileId, name);
  const namesEveryone = items.every(({ people, peopleWithSignals }) => people.length === peopleWithSignals);
  for (const { profileId, name } of members) if (namesEveryone || mayOpen(profileId)) seen.set(profileId, name);

  const most = Math.max(1, ...items.flatMap(({ people }) => people.map(({ signals }) => signals)));
  const rows = [...seen]
    .map(([profileId, name]) => ({ profileId, name, cells: items.map((skill) => cellOf(skill, profileId, most)) }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.profileId - b.profileId);
  return { skills: items, rows, others: namesEveryone ? undefined : othersOf(items), uncovered: namesWithoutSignals(items) };
}

function cellOf({ people }: CoveredSkill, profileId: number, most: number): CoverageCell {
  const found = people.find((person) => person.profileId === profileId);
  if (!found) return { signals: 0, lastSignalAt: null, level: 0 };
  return { signals: found.signals, lastSignalAt: found.lastSignalAt, level: Math.max(1, Math.ceil((found.signals / most) * 4)) };
}

function othersOf(items: readonly CoveredSkill[]): CoverageMatrix['others'] {
  const sum = (people: CoveredSkill['people']) => people.reduce((total, { signals }) => total + signals, 0);
  return {
    signals: items.map(({ signals, people }) => signals - sum(people)),
    people: items.map(({ peopleWithSignals, people }) => peopleWithSignals - people.length),
  };
}

const namesWithoutSignals = (items: readonly CoveredSkill[]) =>
  items.filter(({ peopleWithSignals }) => peopleWithSignals === 0).map(({ name }) => name);
