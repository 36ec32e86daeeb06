import { t } from '@lingui/core/macro';
import type { ProfileWithSkills, ProficiencyLevel, Skill } from '@skilltrace/contract';
import type { ApiProblem } from '#lib/api/api-problem.ts';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { decidingLeads } from './deciders-in-words.ts';
import { findDeciders } from './find-deciders.ts';

/** Explains why the server rejected a report, and what the person can do. Unknown problems keep the server's sentence. */
export function explainRefusal(problem: ApiProblem, skill: Skill, chosen: ProficiencyLevel, profile: ProfileWithSkills): string {
  const name = isolate(skill.name);
  switch (problem.code) {
    case 'NOT_FOUND':
      return t`${name} is no longer in the taxonomy. Search again, or ask an admin to add it.`;
    case 'SKILL_INACTIVE':
      return t`${name} was just deactivated, so it cannot be reported. Choose the skill that replaces it, or ask an admin to reactivate it.`;
    case 'ALREADY_PENDING':
      return `${pendingInWords(skill, profile)} ${waitInWords(skill, profile)}`;
    case 'ALREADY_VALIDATED': {
      const level = levelName(chosen);
      return t`${name} is already validated as ${level}. Choose another level if yours has changed.`;
    }
    default: {
      const { detail } = problem;
      return t`${detail} Your selection is kept.`;
    }
  }
}

function pendingInWords({ id, name }: Skill, { skills }: ProfileWithSkills): string {
  const skill = isolate(name);
  const pending = skills.pending.find(({ skillId }) => skillId === id);
  if (!pending) return t`${skill} is already pending.`;
  const level = levelName(pending.suggestedProficiency);
  const date = dateInWords(pending.createdAt);
  return t`${skill} has been pending as ${level} since ${date}.`;
}

function waitInWords({ name }: Skill, { id, currentAssignments }: ProfileWithSkills): string {
  const leads = decidingLeads(findDeciders(id, currentAssignments, name));
  return leads === undefined
    ? t`Wait for an admin, who can also confirm another level. You can report it again after the decision.`
    : t`Wait for ${leads}, who can also confirm another level. You can report it again after the decision.`;
}
