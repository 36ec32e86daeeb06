import type { ProfileWithSkills, Skill } from '@skilltrace/contract';
import { ageInWords } from '#lib/format/time.ts';

/** What stands about a skill already, so that a report does not ask for what there is. */
export function StandingOfSkill({ skill, profile }: { skill: Skill; profile: ProfileWithSkills }) {
  const { coreStack, validatedInventory, pending } = profile.skills;
  const validated = [...coreStack, ...validatedInventory].find(({ skillId }) => skillId === skill.id);
  const waiting = pending.find(({ skillId }) => skillId === skill.id);
  if (!validated && !waiting) return null;
  const age = validated && ageInWords(validated.lastValidatedAt);
  return (
    <p className="text-sm text-ink-muted">
      {validated && `Validated as ${validated.proficiencyLevel} ${age === 'today' ? 'today' : `${age} ago`}. `}
      {waiting && `Waits for a decision already, as ${waiting.suggestedProficiency}.`}
    </p>
  );
}
