import type { ProfileWithSkills } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Section } from '#components/ui/section.tsx';
import { isolate } from '#lib/isolate.ts';
import { CoreStack, Count } from './core-stack.tsx';
import { PendingSkills } from './pending-skills.tsx';
import { ValidatedSkillRow } from './validated-skill-row.tsx';

export interface SkillTiersProps {
  profile: ProfileWithSkills;
  isOwn: boolean;
  /** On one's own page: the button that reports a skill. */
  report: ReactNode;
}

/** Core Stack, Validated Inventory and Pending; one sentence where all three are empty. */
export function SkillTiers({ profile, isOwn, report }: SkillTiersProps) {
  const { coreStack, validatedInventory, pending } = profile.skills;
  if (coreStack.length + validatedInventory.length + pending.length === 0)
    return (
      <EmptyState title="Nothing is validated yet" action={report}>
        {isOwn
          ? 'Report a skill: a Tech Lead confirms its level, and it stands here from then on.'
          : `${isolate(profile.name)} has reported no skill, and nobody has validated one.`}
      </EmptyState>
    );
  return (
    <>
      <CoreStack profile={profile} isOwn={isOwn} />
      {pending.length > 0 && <PendingSkills profile={profile} />}
      <Section title="Validated Inventory" actions={<Count of={validatedInventory.length} />}>
        {validatedInventory.length === 0 ? (
          <p className="text-ink-muted">Everything that is validated is in the Core Stack.</p>
        ) : (
          <>
            <ul className="-mt-2">
              {validatedInventory.map((skill) => (
                <ValidatedSkillRow key={skill.skillId} personId={profile.id} skill={skill} />
              ))}
            </ul>
            <p className="mt-2 text-sm text-ink-faint">In no tag of {isOwn ? 'your' : 'their'} assignments, so it does not go stale.</p>
          </>
        )}
      </Section>
    </>
  );
}
