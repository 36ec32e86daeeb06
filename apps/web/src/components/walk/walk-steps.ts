import { t } from '@lingui/core/macro';
import type { Session } from '@skilltrace/contract';
import { paths } from '#config/paths.ts';

export interface WalkStep {
  /** The page of the step. */
  href: string;
  /** What the step is about, in the page. Without such an element, the step is shown in the corner of the window. */
  about: string;
  title: string;
  text: string;
}

const HEADING = '#main h1';
const FIRST_SECTION = '#main section';
// News about decisions can precede the charts.
const FIRST_CHART = '#main section:has([data-row])';
const FIRST_LIST = '#main ul';

/** The steps of the walk for this person: as an admin, as a Tech Lead, or as a member. */
export function walkSteps({ profile, leads }: Pick<Session, 'profile' | 'leads'>): WalkStep[] {
  if (profile.isAdmin) return adminSteps();
  return leads.length > 0 ? leadSteps() : memberSteps(profile.id);
}

const memberSteps = (id: number): WalkStep[] => [
  {
    href: `/people/${id}/skills`,
    about: HEADING,
    title: t`What you did`,
    text: t`This page counts what you did on projects. Each number comes from signals, which are created when you join a project, post an update, or complete a project. No one is ranked.`,
  },
  {
    href: `/people/${id}/skills`,
    about: FIRST_CHART,
    title: t`Every number opens its signals`,
    text: t`Select a bar to see the signals that it counts. Each signal opens the update that created it.`,
  },
  {
    href: paths.projects,
    about: FIRST_LIST,
    title: t`Post what you do`,
    text: t`Open a project that you are on and post an update. It creates a signal for each skill that the project declares.`,
  },
  {
    href: `/people/${id}`,
    about: FIRST_SECTION,
    title: t`What was validated`,
    text: t`Your profile shows the levels that a Tech Lead confirmed, and how old they are. Report a skill here, and your Tech Lead decides about it.`,
  },
  {
    href: paths.whoKnows,
    about: HEADING,
    title: t`Find help`,
    text: t`Choose a skill to see who knows it. You see people who share their validated levels.`,
  },
];

const leadSteps = (): WalkStep[] => [
  {
    href: paths.inbox,
    about: HEADING,
    title: t`Decide with evidence`,
    text: t`The inbox lists the skills that your team reported, and validated levels that are more than a year old. Next to each one you see what the person did since then.`,
  },
  {
    href: paths.inbox,
    about: FIRST_SECTION,
    title: t`One key for each decision`,
    text: t`Approve, adjust or reject with the buttons or with the keyboard. You can undo a decision for a few seconds.`,
  },
  {
    href: `${paths.projects}?who=led`,
    about: FIRST_LIST,
    title: t`Your projects`,
    text: t`Each project shows its members, their updates, charts, and the coverage of its declared skills.`,
  },
  {
    href: paths.whoKnows,
    about: HEADING,
    title: t`Find the right person`,
    text: t`Choose a skill to see who has evidence or a validated level for it, and how recent it is.`,
  },
  {
    href: paths.people,
    about: FIRST_LIST,
    title: t`The skills of everyone`,
    text: t`As a Tech Lead you can open the skills of each person. Their updates stay with the people of each project.`,
  },
];

const adminSteps = (): WalkStep[] => [
  {
    href: paths.organization,
    about: FIRST_CHART,
    title: t`The whole organization`,
    text: t`The charts count the signals of everyone. You can open the people and the projects behind each bar.`,
  },
  {
    href: paths.adminTaxonomy,
    about: HEADING,
    title: t`Taxonomy`,
    text: t`Add skills, describe them, and give them other names that imports recognize. Before you rename a skill, you see the consequences.`,
  },
  {
    href: paths.adminPeople,
    about: HEADING,
    title: t`People and invitations`,
    text: t`Add people, invite many of them in one step, and see who can sign in.`,
  },
  {
    href: paths.adminImports,
    about: FIRST_SECTION,
    title: t`Imports`,
    text: t`Import people, projects and past work from files. You can repeat an import safely: nothing is counted twice.`,
  },
  {
    href: paths.adminMismatches,
    about: HEADING,
    title: t`Mismatches`,
    text: t`Find skills that are validated but not used, used but not validated, or declared without any work.`,
  },
  {
    href: paths.adminAuditLog,
    about: HEADING,
    title: t`Audit log`,
    text: t`Every change has an entry, with the person who made it. Skilltrace never changes or deletes an entry.`,
  },
];
