import type { ProfileWithSkills } from '@skilltrace/contract';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { decidersBriefly } from '../deciders-in-words.ts';
import { whoDecides } from '../who-decides.ts';
import { Count } from './core-stack.tsx';

/** What waits for a decision, and whose. */
export function PendingSkills({ profile: { id, skills, currentAssignments } }: { profile: ProfileWithSkills }) {
  return (
    <Section title="Pending" actions={<Count of={skills.pending.length} />}>
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
              <Badge tone="waiting">{one.suggestedProficiency}</Badge>
              <span className="text-sm text-ink-faint">
                {one.source === 'SELF_REPORT' ? 'reported' : 're-validation'} <RelativeTime at={one.createdAt} />
              </span>
            </div>
            <p className="text-sm text-ink-muted sm:text-right">
              waits for <Sentence>{decidersBriefly(whoDecides(id, currentAssignments, one.skillName))}</Sentence>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
