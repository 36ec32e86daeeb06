import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileWithSkills } from '@skilltrace/contract';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { levelName } from '#lib/format/names-of-values.ts';
import { decidingLeads } from '../deciders-in-words.ts';
import { findDeciders } from '../find-deciders.ts';
import { Count } from './core-stack.tsx';

/** Skills that wait for a decision, and who decides. */
export function PendingSkills({ profile: { id, skills, currentAssignments } }: { profile: ProfileWithSkills }) {
  const waitingFor = (skillName: string): string => {
    const leads = decidingLeads(findDeciders(id, currentAssignments, skillName));
    return leads === undefined ? t`Waiting for an admin` : t`Waiting for ${leads}`;
  };
  return (
    <Section title={t({ message: `Pending`, context: 'skills' })} actions={<Count of={skills.pending.length} />}>
      <ul className="-my-2">
        {skills.pending.map((one) => (
          <li
            key={one.suggestionId}
            className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline"
          >
            <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1">
              <span className="font-medium">
                <UserText>{one.skillName}</UserText>
              </span>
              <Badge tone="waiting">{levelName(one.suggestedProficiency)}</Badge>
              <span className="text-sm text-ink-faint">
                {one.source === 'SELF_REPORT' ? (
                  <Trans>
                    Reported <RelativeTime at={one.createdAt} />
                  </Trans>
                ) : (
                  <Trans>
                    Re-validation requested <RelativeTime at={one.createdAt} />
                  </Trans>
                )}
              </span>
            </div>
            <p className="text-sm text-ink-muted sm:text-end">
              <Sentence>{waitingFor(one.skillName)}</Sentence>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
