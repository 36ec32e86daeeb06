import type { AccessQuestion, AccessRule } from '../platform/auth/access-rule.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { forbidden, invalid, notFound } from '../platform/errors/domain-error.js';
import { leadsAnything, standingOnProject, standingOnProjectOfAssignment, standingTowardsPerson } from './standing.js';

/** Nobody is asked who they are. */
export const open: AccessRule = { name: 'open', open: true };

/** Anyone signed in. What of it they see, the use case narrows by the same standing. */
export const signedIn: AccessRule = { name: 'signed in', decide: () => {} };

/** How somebody signs in themselves: a person in their browser, and no program in their name. */
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

/** Skill charts of the person `:id`: the person, every Tech Lead of an active project, admins. */
export const skillsOfPerson: AccessRule = {
  name: 'skills of the person',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    if ((await towardsPerson(question)) !== 'skills')
      throw forbidden('Only this person, Tech Leads of active projects and admins may see this.');
  },
};

/** The page of the person `:id`: whoever may see their skills, and everybody signed in where the person shares the validated ones. */
export const pageOfPerson: AccessRule = {
  name: 'page of the person',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    if ((await towardsPerson(question)) === 'nothing')
      throw forbidden('Only this person, Tech Leads of active projects and admins may see this, because the person does not share it.');
  },
};

/** Changes to the person `:id`: admins, and the person. Which fields are whose, the use case decides. */
export const changesPerson: AccessRule = {
  name: 'changes the person',
  refuses: ['FORBIDDEN'],
  decide: ({ caller, parameters }) => {
    if (!caller.isAdmin && idIn(parameters, 'id') !== caller.profileId) throw forbidden('Only this person and admins may do this.');
  },
};

/** Charts and signals of the project `:id`: its active members, its Tech Lead, admins. */
export const workOnProject: AccessRule = {
  name: 'work on the project',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    const { isTechLead, isMember } = await onProject(question);
    if (!question.caller.isAdmin && !isTechLead && !isMember)
      throw forbidden('Only members of this project, its Tech Lead and admins may see this.');
  },
};

/** Scope, assignments and completion of the project `:id`: its Tech Lead and admins. */
export const leadsProject: AccessRule = {
  name: 'leads the project',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async (question) => {
    const { isTechLead } = await onProject(question);
    if (!question.caller.isAdmin && !isTechLead) throw forbidden('Only the Tech Lead of this project and admins may do this.');
  },
};

/** Changes to the assignment `:id`: the Tech Lead of its project, admins, and its person, who may only end it. */
export const changesAssignment: AccessRule = {
  name: 'changes the assignment',
  refuses: ['FORBIDDEN', 'NOT_FOUND'],
  decide: async ({ caller, parameters, connection }) => {
    const standing = await standingOnProjectOfAssignment(connection, caller.profileId, idIn(parameters, 'id'));
    if (!standing) throw notFound('assignment');
    if (!caller.isAdmin && !standing.isTechLead && !standing.isTheirs)
      throw forbidden('Only the Tech Lead of this project, the person and admins may do this.');
  },
};

/** The Validation Inbox: whoever is Tech Lead of any project, and admins. What they may decide, each suggestion says. */
export const decidesSuggestions: AccessRule = {
  name: 'decides suggestions',
  refuses: ['FORBIDDEN'],
  decide: async ({ caller, connection }) => {
    if (!caller.isAdmin && !(await leadsAnything(connection, caller.profileId)))
      throw forbidden('Only Tech Leads and admins have a Validation Inbox.');
  },
};

/** What of another person a caller may see: `shared` are the validated skills that the person shares with everybody. */
export type Sight = 'skills' | 'shared' | 'nothing';

/** What of a person the caller may see. @throws NOT_FOUND */
export async function sightOf(connection: Connection, caller: Caller, profileId: number): Promise<Sight> {
  if (caller.profileId === profileId) return 'skills';
  const standing = await standingTowardsPerson(connection, caller.profileId, profileId);
  if (!standing.exists) throw notFound('person');
  if (caller.isAdmin || standing.maySeeSkills) return 'skills';
  return standing.sharesSkills ? 'shared' : 'nothing';
}

async function towardsPerson({ caller, parameters, connection }: AccessQuestion): Promise<Sight> {
  return sightOf(connection, caller, idIn(parameters, 'id'));
}

async function onProject({ caller, parameters, connection }: AccessQuestion) {
  const standing = await standingOnProject(connection, caller.profileId, idIn(parameters, 'id'));
  if (!standing.exists) throw notFound('project');
  return standing;
}

/** The id in the path. The guard runs before the validation of parameters, and SQL must never see what is no id. */
export function idIn(parameters: Readonly<Record<string, string>>, name: string): number {
  const value = parameters[name];
  if (value === undefined || !/^[1-9]\d{0,14}$/.test(value)) throw invalid(name, 'must be a positive whole number');
  return Number(value);
}
