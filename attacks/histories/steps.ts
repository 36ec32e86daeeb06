import type { Step } from './linearize.js';
import {
  assignmentsOf,
  changeOpenAssignments,
  completed,
  currentTags,
  emit,
  impossible,
  isActiveMember,
  pair,
  scopeOf,
  statusOf,
  suggestionsOf,
  withAssignments,
  withPerson,
  withProject,
  withSkill,
  type Outcome,
  type State,
  type Status,
} from './model.js';
import type { DatabaseState } from './database-state.js';
import { PEOPLE, PROJECTS } from './world.js';

/**
 * Builds a step from the database's final contents, which give the meaning of the ids in the answer. Returns undefined if
 * nothing happened. `happened` marks a step that must have happened although no answer arrived.
 */
export type StepBuilder = (state: DatabaseState) => (Omit<Step, 'asked' | 'answered'> & { happened?: true }) | undefined;

/** The names of the parts that hold assignments: of a person, on a project, or all. */
export const allOn = ({ person, project }: { person?: number; project?: number }) =>
  Array.from({ length: PEOPLE }, (_, who) => who)
    .filter((who) => person === undefined || person === who)
    .flatMap((who) =>
      Array.from({ length: PROJECTS }, (_, what) => what)
        .filter((what) => project === undefined || project === what)
        .map((what) => `on ${who} ${what}`),
    );

export const same = (one: readonly unknown[], other: readonly unknown[]) => JSON.stringify(one) === JSON.stringify(other);
const when = (holds: boolean, why: string, next: () => Outcome): Outcome => (holds ? next() : impossible(why));

/** A rejected request: nothing changes, and the given reason is true at that moment. */
export const refused = (what: string, isTrue: (state: State) => boolean): StepBuilder => {
  return () => ({ what: `${what}, refused`, touches: [], apply: (state) => when(isTrue(state), 'the reason is false', () => state) });
};

export function joined(given: {
  person: number;
  project: number;
  role: string;
  tags: readonly string[];
  /** Whether the assignment comes from a directory file, which may use former skill names. */
  bySync?: boolean;
  /** The answer, if one arrived. */
  answer?: { id?: number; startedAt?: string; signals?: number };
}): StepBuilder {
  const { person, project, role, bySync = false, answer } = given;
  return ({ assignmentPlaces, joinedAt }) => ({
    what: `${person} joins ${project} as ${role}`,
    makes: `on ${person} ${project}`,
    touches: [`on ${person} ${project}`],
    apply: (state) => {
      const rows = assignmentsOf(state, person, project);
      if (statusOf(state, project) !== 'active') return impossible(`the project is ${statusOf(state, project)}`);
      if (state.people[person]?.left) return impossible('the person left');
      if (rows.some(({ ended }) => !ended)) return impossible('on it already');
      if (answer?.id !== undefined && !same([assignmentPlaces.get(answer.id)?.place], [rows.length]))
        return impossible(`it is the assignment at place ${assignmentPlaces.get(answer.id)?.place}, not ${rows.length}`);
      const tags = bySync ? currentTags(state, given.tags) : given.tags;
      const after = emit(withAssignments(state, person, project, [...rows, { role, tags, ended: false }]), person, project, 'joined');
      if (answer?.signals !== undefined && answer.signals !== after.emitted.length)
        return impossible(`${after.emitted.length} signals would be new, not ${answer.signals}`);
      if (answer?.startedAt !== undefined) {
        const skills = joinedAt.get(`${pair(person, project)} ${answer.startedAt}`) ?? [];
        const emitted = after.emitted.map((key) => Number(key.split(' ')[1])).toSorted();
        if (!same(skills, emitted)) return impossible(`there are signals for ${skills.join()}, but ${emitted.join()} would be new`);
      }
      return after.state;
    },
  });
}

export function assignmentChanged(id: number, change: { tags?: readonly string[]; ends?: boolean }): StepBuilder {
  return ({ assignmentPlaces }) => ({
    what: `assignment ${id} ${change.ends ? 'ends' : `gets ${change.tags?.join()}`}`,
    touches: [assignmentPlaces.get(id)].flatMap((found) => (found ? [`on ${found.person} ${found.project}`] : [])),
    apply: (state) => {
      const found = assignmentPlaces.get(id);
      const rows = found ? assignmentsOf(state, found.person, found.project) : [];
      const row = rows[found?.place ?? -1];
      if (!found || !row) return impossible('it does not exist yet');
      if (change.ends && row.ended) return impossible('it has ended');
      const after = { role: row.role, tags: change.tags ?? row.tags, ended: row.ended || change.ends === true };
      return withAssignments(
        state,
        found.person,
        found.project,
        rows.map((other) => (other === row ? after : other)),
      );
    },
  });
}

/** Counts the rows or decisions with the name that a step's `makes` uses. */
export function rowsOf({ state, suggestionPlaces }: DatabaseState, name: string): number {
  const [what, ...numbers] = name.split(' ');
  const [one = 0, other = 0] = numbers.map(Number);
  if (what === 'on') return assignmentsOf(state, one, other).length;
  if (what === 'suggestions') return suggestionsOf(state, one, other).length;
  const found = suggestionPlaces.get(one);
  const row = found && suggestionsOf(state, found.person, found.skill)[found.place];
  return row && row.status !== 'PENDING' ? 1 : 0;
}

export const hasEnded =
  (id: number, { assignmentPlaces }: DatabaseState) =>
  (state: State): boolean => {
    const found = assignmentPlaces.get(id);
    return found !== undefined && assignmentsOf(state, found.person, found.project)[found.place]?.ended === true;
  };

/** A posted update. If the row exists, a member posted it, and it has a signal for each skill in the scope at one moment. */
export function posted(given: { person: number; project: number; content: string; id?: number; ofThePast?: boolean }): StepBuilder {
  const { person, project, content, id, ofThePast = false } = given;
  return ({ updates }) => {
    const found = updates.get(content);
    if (!found && id === undefined) return undefined;
    return {
      what: `${person} posts ${content} on ${project}`,
      touches: [],
      happened: true,
      apply: (state) => {
        if (!found) return impossible('the row does not exist');
        if (id !== undefined && found.id !== id) return impossible(`its id is ${found.id}, not ${id}`);
        if (found.person !== person || found.project !== project) return impossible('it belongs to another person or project');
        if (!ofThePast && !isActiveMember(state, person, project)) return impossible('not an active member');
        if (assignmentsOf(state, person, project).length === 0) return impossible('never a member');
        return when(
          same(found.skills, scopeOf(state, project)),
          `it has signals for ${found.skills.join()}, the scope is ${scopeOf(state, project).join()}`,
          () => state,
        );
      },
    };
  };
}

export function scopeChanged(project: number, scope: readonly number[]): StepBuilder {
  return () => ({
    what: `${project} declares ${scope.join()}`,
    touches: [`project ${project}`],
    apply: (state) => {
      if (statusOf(state, project) !== 'active') return impossible(`the project is ${statusOf(state, project)}`);
      const inactive = scope.find((skill) => !state.skills[skill]?.isActive && !scopeOf(state, project).includes(skill));
      return when(inactive === undefined, `${inactive} is inactive`, () => withProject(state, project, { scope }));
    },
  });
}

export function projectChanged(
  project: number,
  change: { status?: 'active' | 'archived'; description?: string },
  answer?: Status,
): StepBuilder {
  return () => ({
    what: `${project} becomes ${JSON.stringify(change)}`,
    touches: change.description === undefined ? [`project ${project}`] : [`description ${project}`],
    apply: (state) => {
      const before = state.projects[project];
      if (!before) return impossible('no such project');
      if (change.status === 'active' && before.wasCompleted) return impossible('it was completed');
      const status = change.status ?? before.status;
      if (answer !== undefined && answer !== status) return impossible(`it would be ${status}, not ${answer}`);
      return withProject(state, project, { status, description: change.description ?? before.description });
    },
  });
}

export function projectCompleted(
  project: number,
  answer?: { completedNow: boolean; assignmentsEnded: number; signals: number },
): StepBuilder {
  return () => ({
    what: `${project} is completed`,
    touches: [`project ${project}`, ...allOn({ project })],
    apply: (state) => {
      const status = statusOf(state, project);
      if (answer?.completedNow === false) return when(status === 'completed', `it is ${status}`, () => state);
      if (status !== 'active') return impossible(`it is ${status}`);
      const { state: after, ended, emitted } = completed(state, project);
      const fits = !answer || same([answer.assignmentsEnded, answer.signals], [ended, emitted]);
      return when(fits, `${ended} would end with ${emitted} signals, not ${answer?.assignmentsEnded} with ${answer?.signals}`, () => after);
    },
  });
}

export function personChanged(person: number, change: { left?: boolean; title?: string }): StepBuilder {
  return () => ({
    what: `${person} becomes ${JSON.stringify(change)}`,
    touches: change.title === undefined ? [`left ${person}`, ...(change.left ? allOn({ person }) : [])] : [`title ${person}`],
    apply: (state) => {
      const after = withPerson(state, person, change);
      return change.left ? changeOpenAssignments(after, { person }, (row) => ({ ...row, ended: true })) : after;
    },
  });
}

export function skillChanged(skill: number, change: { name?: string; isActive?: boolean }): StepBuilder {
  return () => ({
    what: `skill ${skill} becomes ${JSON.stringify(change)}`,
    touches: [`skill ${skill}`, ...(change.name === undefined ? [] : allOn({}))],
    apply: (state) => {
      const before = state.skills[skill]?.name ?? '';
      const { name } = change;
      if (name === undefined || name === before) return withSkill(state, skill, change);
      const formerNames = [...(state.skills[skill]?.formerNames ?? []), before].filter((former) => former !== name).toSorted();
      const after = withSkill(state, skill, { ...change, formerNames });
      return changeOpenAssignments(after, {}, (row) => ({ role: row.role, tags: renamed(row.tags, before, name), ended: row.ended }));
    },
  });
}

const renamed = (tags: readonly string[], before: string, after: string) =>
  tags.includes(after) ? tags.filter((tag) => tag !== before) : tags.map((tag) => (tag === before ? after : tag));
