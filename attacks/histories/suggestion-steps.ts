import {
  impossible,
  isActiveMember,
  openAssignment,
  pair,
  pendingOf,
  suggestionsOf,
  withSuggestions,
  withValidated,
  type Level,
  type State,
} from './model.js';
import type { StepBuilder } from './steps.js';
import type { DatabaseState } from './database-state.js';
import { ADMIN, LEADS, PROJECTS } from './world.js';

export function reported(person: number, skill: number, level: Level, id?: number): StepBuilder {
  return ({ suggestionPlaces }) => ({
    what: `${person} reports ${skill} as ${level}`,
    makes: `suggestions ${person} ${skill}`,
    touches: [`suggestions ${person} ${skill}`],
    apply: (state) => {
      const rows = suggestionsOf(state, person, skill);
      if (!state.skills[skill]?.isActive) return impossible('the skill is inactive');
      if (pendingOf(state, person, skill)) return impossible('a suggestion is pending');
      if (state.validated[pair(person, skill)]?.level === level) return impossible('this level is already validated');
      if (id !== undefined && suggestionPlaces.get(id)?.place !== rows.length)
        return impossible(`it is not the suggestion at place ${rows.length}`);
      return withSuggestions(state, person, skill, [
        ...rows,
        { source: 'SELF_REPORT', level, status: 'PENDING', by: null, resolved: null },
      ]);
    },
  });
}

export const mayDecide = (state: State, decider: number, person: number): boolean =>
  decider === ADMIN ||
  Array.from({ length: PROJECTS }, (_, project) => project).some(
    (project) => LEADS[project % LEADS.length] === decider && isActiveMember(state, person, project),
  );

export type Action = 'APPROVE' | 'ADJUST_LEVEL' | 'REJECT';

export function decided(decider: number, id: number, action: Action, answer?: Level | null): StepBuilder {
  return ({ suggestionPlaces }) => ({
    what: `${decider} decides ${id}: ${action} ${answer ?? ''}`,
    makes: `decision ${id}`,
    touches: [suggestionPlaces.get(id)].flatMap((found) =>
      found ? [`suggestions ${found.person} ${found.skill}`, `validated ${found.person} ${found.skill}`] : [],
    ),
    apply: (state) => {
      const found = suggestionPlaces.get(id);
      const rows = found ? suggestionsOf(state, found.person, found.skill) : [];
      const row = rows[found?.place ?? -1];
      if (!found || !row) return impossible('it does not exist yet');
      const { person, skill } = found;
      if (row.status !== 'PENDING') return impossible('it was decided');
      if (!mayDecide(state, decider, person)) return impossible('this person may not decide it');
      const level = action === 'REJECT' ? null : action === 'APPROVE' ? row.level : (answer ?? row.level);
      if (answer !== undefined && answer !== level) return impossible(`it would be ${level}`);
      const withdraws = action === 'REJECT' && row.source === 'SYSTEM_FLAG';
      const resolved = withdraws ? (state.validated[pair(person, skill)]?.level ?? null) : level;
      const status = action === 'REJECT' ? 'REJECTED' : action === 'APPROVE' ? 'APPROVED' : 'ADJUSTED';
      const after = withSuggestions(
        state,
        person,
        skill,
        rows.map((other) => (other === row ? { source: row.source, level: row.level, status, by: decider, resolved } : other)),
      );
      if (withdraws) return withValidated(after, person, skill, undefined);
      return level === null ? after : withValidated(after, person, skill, { level, at: 'decided', by: decider });
    },
  });
}

/** Whether the nightly job would flag the skill: an active assignment has its tag, the skill is active, and its validation is old. */
export function isDue(state: State, person: number, skill: number): boolean {
  const { name, isActive } = state.skills[skill] ?? { name: '', isActive: false };
  const inCoreStack = state.projects.some(
    ({ status }, project) => status === 'active' && openAssignment(state, person, project)?.tags.includes(name),
  );
  const validated = state.validated[pair(person, skill)];
  return isActive && inCoreStack && typeof validated?.at === 'number' && !pendingOf(state, person, skill);
}

export function flagged({ person, skill, place, level }: DatabaseState['flags'][number]): StepBuilder {
  return () => ({
    what: `the job flags ${skill} of ${person}`,
    makes: `suggestions ${person} ${skill}`,
    touches: [`suggestions ${person} ${skill}`],
    apply: (state) => {
      const rows = suggestionsOf(state, person, skill);
      if (rows.length !== place) return impossible(`it is not the suggestion at place ${rows.length}`);
      if (!isDue(state, person, skill)) return impossible('it is not due');
      if (state.validated[pair(person, skill)]?.level !== level) return impossible('validated at another level');
      return withFlag(state, person, skill);
    },
  });
}

export function withFlag(state: State, person: number, skill: number): State {
  const level = state.validated[pair(person, skill)]?.level ?? 'NOVICE';
  const rows = suggestionsOf(state, person, skill);
  return withSuggestions(state, person, skill, [...rows, { source: 'SYSTEM_FLAG', level, status: 'PENDING', by: null, resolved: null }]);
}
