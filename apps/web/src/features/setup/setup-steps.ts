import { t } from '@lingui/core/macro';
import type { SetupChecklist } from '@skilltrace/contract';
import type { NavigateOptions } from '@tanstack/react-router';
import { paths } from '#config/paths.ts';

export interface SetupStep {
  step: keyof SetupChecklist;
  title: string;
  why: string;
  action: string;
  link: NavigateOptions;
}

/** The steps of the setup, in the order in which they need each other. */
export const setupSteps = (): SetupStep[] => [
  {
    step: 'people',
    title: t`Add people`,
    why: t`Everyone whose skills you want to see, and the Tech Leads of their projects.`,
    action: t`Add person`,
    link: { to: paths.adminPeople, search: { open: 'add' } },
  },
  {
    step: 'skills',
    title: t`Add skills`,
    why: t`The taxonomy has the skills that projects can declare and people can report.`,
    action: t`Add skill`,
    link: { to: paths.adminTaxonomy, search: { open: 'add' } },
  },
  {
    step: 'project',
    title: t`Create a project`,
    why: t`A project has a Tech Lead, who validates the skills of its members.`,
    action: t`New project`,
    link: { to: paths.projects, search: { dialog: 'new' } },
  },
  {
    step: 'declaredSkills',
    title: t`Declare the skills of a project`,
    why: t`Only declared skills get signals. Open a project and choose its skills.`,
    action: t`Open projects`,
    link: { to: paths.projects },
  },
  {
    step: 'assignment',
    title: t`Assign people`,
    why: t`Joining a project creates a signal for each of its declared skills.`,
    action: t`Open projects`,
    link: { to: paths.projects },
  },
  {
    step: 'update',
    title: t`Post the first update`,
    why: t`Members post what they did. Each update creates signals for the declared skills.`,
    action: t`Open projects`,
    link: { to: paths.projects },
  },
  {
    step: 'invitation',
    title: t`Invite people`,
    why: t`Each person gets a link to set a password. Skilltrace does not send e-mail.`,
    action: t`Invite people`,
    link: { to: paths.adminPeople, search: { open: 'inviteMany' } },
  },
];
