import { t } from '@lingui/core/macro';
import type { ProfileWithSkills } from '@skilltrace/contract';
import { Section } from '#components/ui/section.tsx';
import { inDigits } from '#lib/format/number.ts';
import { useNow } from '#lib/use-now.ts';
import { decidingLeads } from '../deciders-in-words.ts';
import { freshnessOf } from '../freshness.ts';
import { findDeciders } from '../find-deciders.ts';
import { FreshnessNote } from './freshness-note.tsx';
import { ValidatedSkillRow } from './validated-skill-row.tsx';

/** The validated skills that are tags of the person's current assignments. These go stale, and a note appears before they do. */
export function CoreStack({ profile, isOwn }: { profile: ProfileWithSkills; isOwn: boolean }) {
  const { coreStack, pending } = profile.skills;
  const waiting = new Set(pending.map(({ skillId }) => skillId));
  const now = useNow();
  return (
    <Section title={t`Core Stack`} actions={<Count of={coreStack.length} />}>
      {coreStack.length === 0 ? (
        <p className="text-ink-muted">
          {isOwn
            ? t`None of your validated skills is a tag of your current assignments. Tech Leads set tags on their projects.`
            : t`None of their validated skills is a tag of their current assignments. Tech Leads set tags on their projects.`}
        </p>
      ) : (
        <ul className="-my-2">
          {coreStack.map((skill) => (
            <ValidatedSkillRow
              key={skill.skillId}
              personId={profile.id}
              skill={skill}
              note={
                skill.isActive && (
                  <FreshnessNote
                    freshness={freshnessOf(skill.lastValidatedAt, now)}
                    isWaiting={waiting.has(skill.skillId)}
                    leads={decidingLeads(findDeciders(profile.id, profile.currentAssignments, skill.skillName))}
                  />
                )
              }
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

export const Count = ({ of }: { of: number }) => <span className="text-sm text-ink-faint tabular-nums">{inDigits(of)}</span>;
