import type { ProfileWithSkills } from '@skilltrace/contract';
import { Section } from '#components/ui/section.tsx';
import { useNow } from '#lib/use-now.ts';
import { decidersBriefly } from '../deciders-in-words.ts';
import { freshnessOf } from '../freshness.ts';
import { whoDecides } from '../who-decides.ts';
import { FreshnessNote } from './freshness-note.tsx';
import { ValidatedSkillRow } from './validated-skill-row.tsx';

/** What is validated and among the tags of what the person is on: it goes stale, and says so beforehand. */
export function CoreStack({ profile, isOwn }: { profile: ProfileWithSkills; isOwn: boolean }) {
  const { coreStack, pending } = profile.skills;
  const waiting = new Set(pending.map(({ skillId }) => skillId));
  const now = useNow();
  return (
    <Section title="Core Stack" actions={<Count of={coreStack.length} />}>
      {coreStack.length === 0 ? (
        <p className="text-ink-muted">
          None of {isOwn ? 'your' : 'their'} validated skills is among the tags of {isOwn ? 'your' : 'their'} assignments. Tech Leads set
          tags on their projects.
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
                    deciders={decidersBriefly(whoDecides(profile.id, profile.currentAssignments, skill.skillName))}
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

export const Count = ({ of }: { of: number }) => <span className="text-sm text-ink-faint tabular-nums">{of.toLocaleString()}</span>;
