import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
  /** On the person's own page: the button that reports a skill. */
  report: ReactNode;
}

/** Core Stack, Validated Inventory and Pending, or one empty state when all three are empty. */
export function SkillTiers({ profile, isOwn, report }: SkillTiersProps) {
  const { coreStack, validatedInventory, pending } = profile.skills;
  const person = isolate(profile.name);
  if (coreStack.length + validatedInventory.length + pending.length === 0)
    return (
      <EmptyState title={t`No validated skills yet`} action={report}>
        {isOwn
          ? t`Report a skill. It is listed here after a Tech Lead confirms its level.`
          : t`${person} has no reported or validated skills.`}
      </EmptyState>
    );
  return (
    <>
      <CoreStack profile={profile} isOwn={isOwn} />
      {pending.length > 0 && <PendingSkills profile={profile} />}
      <Section title={t`Validated Inventory`} actions={<Count of={validatedInventory.length} />}>
        {validatedInventory.length === 0 ? (
          <p className="text-ink-muted">
            <Trans>No validated skills outside the Core Stack.</Trans>
          </p>
        ) : (
          <>
            <ul className="-mt-2">
              {validatedInventory.map((skill) => (
                <ValidatedSkillRow key={skill.skillId} personId={profile.id} skill={skill} />
              ))}
            </ul>
            <p className="mt-2 text-sm text-ink-faint">
              {isOwn
                ? t`Other validated skills: not needed on your current projects, so no re-validation is due.`
                : t`Other validated skills: not needed on their current projects, so no re-validation is due.`}
            </p>
          </>
        )}
      </Section>
    </>
  );
}
