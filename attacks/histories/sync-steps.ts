import {
  assignmentsOf,
  completed,
  currentTags,
  impossible,
  openAssignment,
  pair,
  pendingOf,
  suggestionsOf,
  withAssignments,
  withPerson,
  withProject,
  withSkill,
  withSuggestions,
  withValidated,
  type Level,
  type Status,
} from './model.js';
import { allOn, same, type StepBuilder } from './steps.js';

/** The outcome that a directory sync reports for the single entry of a section. A rejected entry (undefined) changes nothing. */
export type SyncOutcome = 'created' | 'updated' | 'unchanged' | undefined;

export function syncedSkill(skill: number, isActive: boolean | undefined): StepBuilder {
  return () => ({
    what: `the directory says that skill ${skill} is ${isActive === undefined ? 'of another category' : `active: ${isActive}`}`,
    touches: [`skill ${skill}`],
    apply: (state) => (isActive === undefined ? state : withSkill(state, skill, { isActive })),
  });
}

export function syncedPerson(person: number, title: string | undefined): StepBuilder {
  return () => ({
    what: `the directory renames ${person}${title === undefined ? '' : ` and the title ${title}`}`,
    touches: [`title ${person}`],
    apply: (state) => (title === undefined ? state : withPerson(state, person, { title })),
  });
}

export interface ProjectEntry {
  status?: Status;
  scope?: readonly number[];
  description?: string;
}

/** @param signals number of new signals, if the answer counts no other signals */
export function syncedProject(project: number, entry: ProjectEntry, signals?: number): StepBuilder {
  return () => ({
    what: `the directory file describes project ${project} as ${JSON.stringify(entry)}`,
    touches: [`project ${project}`, `description ${project}`, ...(entry.status === 'completed' ? allOn({ project }) : [])],
    apply: (state) => {
      const before = state.projects[project];
      if (!before) return impossible('no such project');
      const status = entry.status ?? before.status;
      const scope = entry.scope ?? before.scope;
      if (before.wasCompleted && status === 'active') return impossible('it was completed');
      if (before.status === 'completed' && status !== 'completed') return impossible('it is completed');
      if (before.status === 'archived' && status === 'completed') return impossible('it is archived');
      const changesScope = JSON.stringify(scope) !== JSON.stringify(before.scope);
      if (changesScope && before.status !== 'active' && status !== 'active') return impossible('it is not active');
      const description = entry.description ?? before.description;
      const after = withProject(state, project, { scope, description });
      if (status === before.status || status !== 'completed') {
        if (signals !== undefined && signals !== 0) return impossible('no signals would be emitted');
        return withProject(after, project, { status });
      }
      const { state: ended, emitted } = completed(after, project);
      return signals === undefined || signals === emitted ? ended : impossible(`${emitted} signals would be new, not ${signals}`);
    },
  });
}

/** A directory entry for an existing assignment. A new one is a `joined` step. */
export function syncedAssignment(
  person: number,
  project: number,
  entry: { role: string; tags?: readonly string[]; ends: boolean },
): StepBuilder {
  return () => ({
    what: `the directory has ${person} on ${project} as ${entry.role}${entry.ends ? ', ended' : ''}`,
    touches: [`on ${person} ${project}`],
    apply: (state) => {
      const rows = assignmentsOf(state, person, project);
      const open = openAssignment(state, person, project);
      if (!open) return impossible('not on it');
      const wanted = currentTags(state, entry.tags ?? open.tags);
      const tags = same(wanted, currentTags(state, open.tags)) ? open.tags : wanted;
      const after = { role: entry.role, tags, ended: entry.ends };
      return withAssignments(
        state,
        person,
        project,
        rows.map((row) => (row === open ? after : row)),
      );
    },
  });
}

export function syncedValidation(person: number, skill: number, level: Level, at: number, became: SyncOutcome): StepBuilder {
  return () => ({
    what: `the directory has ${skill} of ${person} validated as ${level}: ${became}`,
    touches: [`validated ${person} ${skill}`],
    apply: (state) => {
      const current = state.validated[pair(person, skill)];
      const wasWithdrawn = suggestionsOf(state, person, skill).some(
        ({ source, status }) => source === 'SYSTEM_FLAG' && status === 'REJECTED',
      );
      const isOlder = wasWithdrawn || (current && (current.at === 'decided' || current.at > at));
      if (became === 'unchanged') return isOlder ? state : impossible('it would be the newest');
      if (isOlder) return impossible('something newer was decided');
      if ((became === 'created') === (current !== undefined)) return impossible(current ? 'a validation exists' : 'no validation exists');
      return withValidated(state, person, skill, { level, at, by: null });
    },
  });
}

export function syncedSuggestion(person: number, skill: number, level: Level, became: SyncOutcome): StepBuilder {
  return () => ({
    what: `the directory suggests ${skill} of ${person} as ${level}: ${became}`,
    ...(became === 'created' ? { makes: `suggestions ${person} ${skill}` } : {}),
    touches: [`suggestions ${person} ${skill}`],
    apply: (state) => {
      const rows = suggestionsOf(state, person, skill);
      const isKnown = pendingOf(state, person, skill) ?? rows.find((row) => row.source === 'SELF_REPORT' && row.level === level);
      if (became === 'unchanged') return isKnown ? state : impossible('it is not known');
      if (isKnown) return impossible('it is known');
      if (state.people[person]?.left) return impossible('the person left');
      if (state.validated[pair(person, skill)]?.level === level) return impossible('validated already');
      return withSuggestions(state, person, skill, [
        ...rows,
        { source: 'SELF_REPORT', level, status: 'PENDING', by: null, resolved: null },
      ]);
    },
  });
}
