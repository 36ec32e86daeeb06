import { t } from '@lingui/core/macro';
import type { ProfileWithSkills, Skill } from '@skilltrace/contract';
import { agoInWords } from '#lib/format/ago.ts';
import { levelName } from '#lib/format/names-of-values.ts';

/** The validated and pending levels that a skill already has, so that a person does not report them again. */
export function ExistingLevels({ skill, profile }: { skill: Skill; profile: ProfileWithSkills }) {
  const { coreStack, validatedInventory, pending } = profile.skills;
  const validated = [...coreStack, ...validatedInventory].find(({ skillId }) => skillId === skill.id);
  const waiting = pending.find(({ skillId }) => skillId === skill.id);
  if (!validated && !waiting) return null;
  return (
    <p className="text-sm text-ink-muted">
      {validated && validatedInWords(levelName(validated.proficiencyLevel), agoInWords(validated.lastValidatedAt))}{' '}
      {waiting && pendingInWords(levelName(waiting.suggestedProficiency))}
    </p>
  );
}

const validatedInWords = (level: string, when: string) =>
  t({ message: `Validated as ${level} ${when}.`, comment: '"Validated as Advanced 3 months ago."' });
const pendingInWords = (level: string) => t`Already pending as ${level}.`;
