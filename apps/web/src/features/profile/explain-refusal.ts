import type { ProfileWithSkills, ProficiencyLevel, Skill } from '@skilltrace/contract';
import type { ApiProblem } from '#lib/api/api-problem.ts';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { decidersBriefly } from './deciders-in-words.ts';
import { whoDecides } from './who-decides.ts';

export interface Refusal {
  what: string;
  todo: string;
}

/** Why a report was not taken, and what to do about it, in words; other problems keep those of the server. */
export function explainRefusal(problem: ApiProblem, skill: Skill, level: ProficiencyLevel, profile: ProfileWithSkills): Refusal {
  const { name } = skill;
  switch (problem.code) {
    case 'NOT_FOUND':
      return { what: `${isolate(name)} is not in the taxonomy any more.`, todo: 'Search again. If it is missing, an admin can add it.' };
    case 'SKILL_INACTIVE':
      return {
        what: `${isolate(name)} has just been taken out of use, so nobody can report it.`,
        todo: 'Choose the skill that took its place, or ask an admin to bring it back.',
      };
    case 'ALREADY_PENDING': {
      const pending = profile.skills.pending.find(({ skillId }) => skillId === skill.id);
      const asked = pending ? ` as ${pending.suggestedProficiency} since ${dateInWords(pending.createdAt)}` : '';
      const who = decidersBriefly(whoDecides(profile.id, profile.currentAssignments, name));
      return {
        what: `${isolate(name)} waits for a decision already${asked}.`,
        todo: `Wait for ${who}, who may also confirm another level; report it again afterwards if you need to.`,
      };
    }
    case 'ALREADY_VALIDATED':
      return {
        what: `${isolate(name)} is validated as ${level} already.`,
        todo: 'There is nothing to decide. Choose another level if yours has changed.',
      };
    default:
      return { what: problem.detail, todo: 'What you chose is kept.' };
  }
}
