import type { ValidatedSkill } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { ageInWords, exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';

/** Who decided it; or, of an imported validation, who did according to the import. */
function validatorInWords({ lastValidatedBy, imported }: ValidatedSkill): string {
  if (imported) return imported.validator ? `by ${isolate(imported.validator.name)}, according to an import` : 'according to an import';
  return lastValidatedBy ? `by ${isolate(lastValidatedBy.name)}` : 'validated';
}

export interface ValidatedSkillRowProps {
  personId: number;
  skill: ValidatedSkill;
  note?: ReactNode;
}

/** A validated skill: level, who validated it and how long ago. The name links to its signals, where the viewer may see them. */
export function ValidatedSkillRow({ personId, skill, note }: ValidatedSkillRowProps) {
  const { profile: me, maySeeSkills } = useSession();
  const age = ageInWords(skill.lastValidatedAt);
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1">
        {maySeeSkills || personId === me.id ? (
          <Link
            to={paths.skillTracker}
            params={{ personId }}
            search={{ skill: skill.skillId }}
            className="font-medium underline-offset-2 hover:underline"
          >
            <UserText>{skill.skillName}</UserText>
          </Link>
        ) : (
          <span className="font-medium">
            <UserText>{skill.skillName}</UserText>
          </span>
        )}
        <Badge>{skill.proficiencyLevel}</Badge>
        <span className="text-sm text-ink-faint">
          <UserText>{skill.category}</UserText>
          {!skill.isActive && ' · out of use'}
        </span>
      </div>
      <p className="text-sm text-ink-muted sm:text-right">
        <Sentence>{validatorInWords(skill)}</Sentence> ·{' '}
        <time dateTime={skill.lastValidatedAt} title={exactTime(skill.lastValidatedAt)}>
          {age === 'today' ? 'today' : `${age} ago`}
        </time>
      </p>
      {note}
    </li>
  );
}
