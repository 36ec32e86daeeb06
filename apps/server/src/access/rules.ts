import type { AccessQuestion, AccessRule } from '../platform/auth/access-rule.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden, invalid, notFound } from '../platform/errors/domain-error.js';
import { leadsAnything, relationToAssignment, relationToPerson, relationToProject, seesSkillsOfOthers } from './relations.js';

/** No sign-in needed. */
export const open: AccessRule = { name: 'open', open: true };

/** Any signed-in person. Use cases narrow what the caller sees by the caller's relation to the person or project. */
export const signedIn: AccessRule = { name: 'signed in', decide: () => {} };

/** Only a person signed in with a browser session. API tokens are rejected. */
export const inBrowser: AccessRule = {
  name: 'in a browser',
  refuses: ['FORBIDDEN'],
  decide: ({ caller }) => {
    if (caller.via !== 'session') throw forbidden('API tokens cannot do this. Sign in with a browser.');
  },
};

/** Admins. */
export const admin: AccessRule = {
  name: 'admin',
  refuses: ['FORBIDDEN'],
  decide: ({ caller }) => {
    if (!caller.isAdmin) throw forbidden('Only admins may do this.');
  },
};

/** Skill charts of the person `:id`: the person, Tech Leads of any active project, and admins. */
export const skillsOfPerson: AccessRule = {
  name: 'skills of the person',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    if ((await towardsPerson(question)) !== 'skills')
      throw forbidden('Only this person, Tech Leads of active projects and admins may see this.');
  },
};

/**
 * The profile page of the person `:id`: everyone who may see the person's skills, and any signed-in person if validated skills
 * are shared.
 */
export const pageOfPerson: AccessRule = {
  name: 'page of the person',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    if ((await towardsPerson(question)) === 'nothing')
      throw forbidden('Only this person, Tech Leads of active projects and admins may see this, because the person does not share it.');
  },
};

/** Changes to the person `:id`: the person and admins. The use case decides which fields each of them may change. */
export const changesPerson: AccessRule = {
  name: 'changes the person',
  refuses: ['FORBIDDEN'],
  decide: ({ caller, parameters }) => {
    if (!caller.isAdmin && idIn(parameters, 'id') !== caller.profileId) throw forbidden('Only this person and admins may do this.');
  },
};

/** Charts and signals of the project `:id`: its active members, its Tech Lead, and admins. */
export const workOnProject: AccessRule = {
  name: 'work on the project',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    const { isTechLead, isMember } = await onProject(question);
    if (!question.caller.isAdmin && !isTechLead && !isMember)
      throw forbidden('Only members of this project, its Tech Lead and admins may see this.');
  },
};

/** Skills, assignments and completion of the project `:id`: its Tech Lead and admins. */
export const leadsProject: AccessRule = {
  name: 'leads the project',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    const { isTechLead } = await onProject(question);
    if (!question.caller.isAdmin && !isTechLead) throw forbidden('Only the Tech Lead of this project and admins may do this.');
  },
};

/** Changes to the assignment `:id`: the Tech Lead of its project, admins, and the assigned person, who may only end it. */
export const changesAssignment: AccessRule = {
  name: 'changes the assignment',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async ({ caller, parameters, connection }) => {
    const relation = await relationToAssignment(connection, caller.profileId, idIn(parameters, 'id'));
    if (!relation) throw notFound('assignment');
    if (!caller.isAdmin && !relation.isTechLead && !relation.isTheirs)
      throw forbidden('Only the Tech Lead of this project, the person and admins may do this.');
  },
};

/** The Validation Inbox: admins and the Tech Lead of any project. Each suggestion lists what the caller may decide. */
export const decidesSuggestions: AccessRule = {
  name: 'decides suggestions',
  refuses: ['FORBIDDEN'],
  decide: async ({ caller, connection }) => {
    if (!caller.isAdmin && !(await leadsAnything(connection, caller.profileId)))
      throw forbidden('Only Tech Leads and admins have a Validation Inbox.');
  },
};

/** The skills of everyone: admins and the Tech Leads of active projects. */
export const skillsOfEveryone: AccessRule = {
  name: 'skills of everyone',
  refuses: ['FORBIDDEN'],
  decide: ({ caller, connection }) => requireSkillsOfEveryone(connection, caller),
};

/** The skills of the people on the project `:id`: those who may see the skills of everyone. */
export const skillsOfTeam: AccessRule = {
  name: 'skills of the people on the project',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    await onProject(question);
    await requireSkillsOfEveryone(question.connection, question.caller);
  },
};

/** What the caller may see of another person's skills. `shared` means only the validated skills that the person shares with everyone. */
export type SkillVisibility = 'skills' | 'shared' | 'nothing';

/** Returns what the caller may see of a person's skills. @throws NOT_FOUND */
export async function skillVisibility(connection: Connection, caller: Caller, profileId: number): Promise<SkillVisibility> {
  if (caller.profileId === profileId) return 'skills';
  const relation = await relationToPerson(connection, caller.profileId, profileId);
  if (!relation.exists) throw notFound('person');
  if (caller.isAdmin || relation.maySeeSkills) return 'skills';
  return relation.sharesSkills ? 'shared' : 'nothing';
}

async function towardsPerson({ caller, parameters, connection }: AccessQuestion): Promise<SkillVisibility> {
  return skillVisibility(connection, caller, idIn(parameters, 'id'));
}

async function requireSkillsOfEveryone(connection: Connection, caller: Caller): Promise<void> {
  if (!caller.isAdmin && !(await seesSkillsOfOthers(connection, caller.profileId)))
    throw forbidden('Only Tech Leads of active projects and admins may see this.');
}

async function onProject({ caller, parameters, connection }: AccessQuestion) {
  const relation = await relationToProject(connection, caller.profileId, idIn(parameters, 'id'));
  if (!relation.exists) throw notFound('project');
  return relation;
}

/** Reads an id from the path. The guard runs before parameter validation, so this check keeps invalid ids out of SQL. */
export function idIn(parameters: Readonly<Record<string, string>>, name: string): number {
  const value = parameters[name];
  if (value === undefined || !/^[1-9]\d{0,14}$/.test(value)) throw invalid(name, 'must be a positive whole number');
  return Number(value);
}
