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
  decide: ({ caller }) => {
    if (caller.via !== 'session') throw forbidden('This is for people who are signed in with a browser, not for API tokens.');
  },
};

/** Admins. */
export const admin: AccessRule = {
  name: 'admin',
  decide: ({ caller }) => {
    if (!caller.isAdmin) throw forbidden('Only admins may do this.');
  },
};

/** Tiers, skill charts and signals of the person `:id`: the person, a Tech Lead of a project they are active on, admins. */
export const chartsOfPerson: AccessRule = {
  name: 'charts of the person',
  decide: async ({ caller, parameters, connection }) => mayReadPerson(connection, caller, idIn(parameters, 'id')),
};

/** Team charts of the project `:id`: its active members, its Tech Lead, admins. */
export const chartsOfTeam: AccessRule = {
  name: 'charts of the team',
  decide: async (question) => {
    const { isTechLead, isMember } = await onProject(question);
    if (!question.caller.isAdmin && !isTechLead && !isMember)
      throw forbidden('Only members of this project, its Tech Lead and admins may see this.');
  },
};

/** Scope, assignments and completion of the project `:id`: its Tech Lead and admins. */
export const leadsProject: AccessRule = {
  name: 'leads the project',
  decide: async (question) => {
    const { isTechLead } = await onProject(question);
    if (!question.caller.isAdmin && !isTechLead) throw forbidden('Only the Tech Lead of this project and admins may do this.');
  },
};

/** Role, tags and end of the assignment `:id`: the Tech Lead of its project and admins. */
export const leadsProjectOfAssignment: AccessRule = {
  name: 'leads the project of the assignment',
  decide: async ({ caller, parameters, connection }) => {
    const standing = await standingOnProjectOfAssignment(connection, caller.profileId, idIn(parameters, 'id'));
    if (!standing) throw notFound('assignment');
    if (!caller.isAdmin && !standing.isTechLead) throw forbidden('Only the Tech Lead of this project and admins may do this.');
  },
};

/** The Validation Inbox: whoever is Tech Lead of any project, and admins. What they may decide, each suggestion says. */
export const decidesSuggestions: AccessRule = {
  name: 'decides suggestions',
  decide: async ({ caller, connection }) => {
    if (!caller.isAdmin && !(await leadsAnything(connection, caller.profileId)))
      throw forbidden('Only Tech Leads and admins have a Validation Inbox.');
  },
};

/** Refuses with FORBIDDEN whoever may not see the charts of that person, and with NOT_FOUND where nobody has that id. */
export async function mayReadPerson(connection: Connection, caller: Caller, profileId: number): Promise<void> {
  if (caller.profileId === profileId) return;
  const standing = await standingTowardsPerson(connection, caller.profileId, profileId);
  if (!standing.exists) throw notFound('person');
  if (!caller.isAdmin && !standing.leadsThem) throw forbidden('Only this person, their Tech Leads and admins may see this.');
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
