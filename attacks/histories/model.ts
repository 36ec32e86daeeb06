/**
 * The two ledgers and the rows they depend on, as plain values. People, projects and skills are numbered within the round.
 * An assignment is identified by its position among those of the same person and project, a suggestion by its position among
 * those of the same person and skill. At most one of each is open at a time, so the order of their ids is the order of
 * creation.
 */
export interface State {
  skills: readonly { name: string; formerNames: readonly string[]; isActive: boolean }[];
  projects: readonly { status: Status; wasCompleted: boolean; description: string; scope: readonly number[] }[];
  people: readonly { left: boolean; title: string }[];
  /** By `person project`. */
  assignments: Readonly<Record<string, readonly Assignment[]>>;
  /**
   * `person skill project type` for signals that projects emit. The signals of an update belong to the update, which has no
   * other state.
   */
  signals: readonly string[];
  /** By `person skill`. */
  validated: Readonly<Record<string, Validated>>;
  /** By `person skill`. */
  suggestions: Readonly<Record<string, readonly Suggestion[]>>;
}

export type Status = 'active' | 'completed' | 'archived';
export type Level = 'NOVICE' | 'INTERMEDIATE' | 'ADVANCED' | 'EXPERT';

export interface Assignment {
  role: string;
  tags: readonly string[];
  ended: boolean;
}

export interface Validated {
  level: Level;
  /** Milliseconds for a past date from a directory; 'decided' for a level confirmed by a lead, which is newer than all of those. */
  at: number | 'decided';
  by: number | null;
}

export interface Suggestion {
  source: 'SELF_REPORT' | 'SYSTEM_FLAG';
  level: Level;
  status: 'PENDING' | 'APPROVED' | 'ADJUSTED' | 'REJECTED';
  by: number | null;
  resolved: Level | null;
}

/** Says why a step cannot come next: at this point its answer would have been different. */
export class Impossible {
  constructor(readonly why: string) {}
}
export type Outcome = State | Impossible;
export const impossible = (why: string) => new Impossible(why);

export const pair = (one: number, other: number) => `${one} ${other}`;
export const signalKey = (person: number, skill: number, project: number, type: 'joined' | 'completed') =>
  `${person} ${skill} ${project} ${type}`;

export const assignmentsOf = (state: State, person: number, project: number) => state.assignments[pair(person, project)] ?? [];
export const openAssignment = (state: State, person: number, project: number) =>
  assignmentsOf(state, person, project).find(({ ended }) => !ended);
export const isActiveMember = (state: State, person: number, project: number) =>
  openAssignment(state, person, project) !== undefined && state.projects[project]?.status === 'active';
export const suggestionsOf = (state: State, person: number, skill: number) => state.suggestions[pair(person, skill)] ?? [];
export const pendingOf = (state: State, person: number, skill: number) =>
  suggestionsOf(state, person, skill).find(({ status }) => status === 'PENDING');
export const statusOf = (state: State, project: number): Status => state.projects[project]?.status ?? 'archived';
export const scopeOf = (state: State, project: number): readonly number[] => state.projects[project]?.scope ?? [];

const at = <Item>(items: readonly Item[], place: number, change: Partial<Item>): Item[] =>
  items.map((item, index) => (index === place ? { ...item, ...change } : item));

export const withProject = (state: State, project: number, change: Partial<State['projects'][number]>): State => ({
  ...state,
  projects: at(state.projects, project, change),
});
export const withSkill = (state: State, skill: number, change: Partial<State['skills'][number]>): State => ({
  ...state,
  skills: at(state.skills, skill, change),
});
export const withPerson = (state: State, person: number, change: Partial<State['people'][number]>): State => ({
  ...state,
  people: at(state.people, person, change),
});
export const withAssignments = (state: State, person: number, project: number, rows: readonly Assignment[]): State => ({
  ...state,
  assignments: { ...state.assignments, [pair(person, project)]: rows },
});
export const withSuggestions = (state: State, person: number, skill: number, rows: readonly Suggestion[]): State => ({
  ...state,
  suggestions: { ...state.suggestions, [pair(person, skill)]: rows },
});

/** Tags as a directory file means them: the current names of the skills, without duplicates. */
export const currentTags = ({ skills }: State, tags: readonly string[]): readonly string[] => [
  ...new Set(
    tags.map((tag) => (skills.find(({ name }) => name === tag) ?? skills.find((skill) => skill.formerNames.includes(tag)))?.name ?? tag),
  ),
];

export function withValidated(state: State, person: number, skill: number, now: Validated | undefined): State {
  const { [pair(person, skill)]: _, ...others } = state.validated;
  return { ...state, validated: now ? { ...others, [pair(person, skill)]: now } : others };
}

/** Emits signals for one person and every skill in the scope. Existing signals are not emitted again. */
export function emit(state: State, person: number, project: number, type: 'joined' | 'completed'): { state: State; emitted: string[] } {
  const wanted = scopeOf(state, project).map((skill) => signalKey(person, skill, project, type));
  const emitted = wanted.filter((key) => !state.signals.includes(key));
  return { state: emitted.length === 0 ? state : { ...state, signals: [...state.signals, ...emitted].toSorted() }, emitted };
}

/** Changes every open assignment of a person, on a project, or both; without either, all of them. */
export function changeOpenAssignments(
  state: State,
  which: { person?: number; project?: number },
  change: (row: Assignment) => Assignment,
): State {
  const assignments = Object.fromEntries(
    Object.entries(state.assignments).map(([key, rows]) => {
      const [person, project] = key.split(' ').map(Number);
      const isMeant = (which.person ?? person) === person && (which.project ?? project) === project;
      return [key, isMeant ? rows.map((row) => (row.ended ? row : change(row))) : rows];
    }),
  );
  return { ...state, assignments };
}

/** Completes a project: all its assignments end, and each member gets completion signals. */
export function completed(state: State, project: number): { state: State; ended: number; emitted: number } {
  const members = state.people.flatMap((_, person) => (openAssignment(state, person, project) ? [person] : []));
  let next = changeOpenAssignments(withProject(state, project, { status: 'completed', wasCompleted: true }), { project }, (row) => ({
    ...row,
    ended: true,
  }));
  let signals = 0;
  for (const person of members) {
    const { state: after, emitted } = emit(next, person, project, 'completed');
    next = after;
    signals += emitted.length;
  }
  return { state: next, ended: members.length, emitted: signals };
}

const texts = new WeakMap<object, string>();

/** Caches the text of a part. States share the parts that a step does not change. */
function textOf(part: object, make: () => unknown): string {
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(make());
  texts.set(part, text);
  return text;
}

function sorted<Value>(record: Readonly<Record<string, Value>>, row: (value: Value) => unknown): unknown[] {
  return Object.keys(record)
    .toSorted()
    .flatMap((key) => {
      const value = record[key];
      return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[key, row(value)]];
    });
}

const skillRow = ({ name, formerNames, isActive }: State['skills'][number]) => [name, formerNames, isActive];

/** The same text for equal states, regardless of how they were reached: a list of parts, each a list of rows. */
export function canonical({ skills, projects, people, assignments, signals, validated, suggestions }: State): string {
  const parts = [
    textOf(skills, () => skills.map(skillRow)),
    textOf(projects, () => projects.map(({ status, wasCompleted, description, scope }) => [status, wasCompleted, description, scope])),
    textOf(people, () => people.map(({ left, title }) => [left, title])),
    textOf(assignments, () => sorted(assignments, (rows) => rows.map(({ role, tags, ended }) => [role, tags, ended]))),
    textOf(signals, () => signals),
    textOf(validated, () => sorted(validated, ({ level, at: moment, by }) => [level, moment, by])),
    textOf(suggestions, () =>
      sorted(suggestions, (rows) => rows.map(({ source, level, status, by, resolved }) => [source, level, status, by, resolved])),
    ),
  ];
  return `[${parts.join()}]`;
}

/**
 * One part of a state as text, by name: `skill 1`, `project 1`, `title 2`, `left 2`, `on 2 1` (assignments of person 2 on
 * project 1), `validated 2 1`, `suggestions 2 1`.
 */
export function partOf(state: State, name: string): string {
  const [part, ...numbers] = name.split(' ');
  const [one = 0, other = 0] = numbers.map(Number);
  switch (part) {
    case 'skill':
      return JSON.stringify(state.skills.slice(one, one + 1).map(skillRow));
    case 'project':
      return JSON.stringify([state.projects[one]?.status, state.projects[one]?.wasCompleted, state.projects[one]?.scope]);
    case 'description':
      return state.projects[one]?.description ?? '';
    case 'title':
      return state.people[one]?.title ?? '';
    case 'left':
      return String(state.people[one]?.left);
    case 'on':
      return JSON.stringify(assignmentsOf(state, one, other).map(({ role, tags, ended }) => [role, tags, ended]));
    case 'validated': {
      const current = state.validated[pair(one, other)];
      return current ? `${current.level} ${current.at} ${current.by}` : '';
    }
    case 'suggestions':
      return JSON.stringify(
        suggestionsOf(state, one, other).map(({ source, level, status, by, resolved }) => [source, level, status, by, resolved]),
      );
    default:
      throw new Error(`unknown part of the state: ${name}`);
  }
}
