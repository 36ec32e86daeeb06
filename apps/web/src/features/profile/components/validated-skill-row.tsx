import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ValidatedSkill } from '@skilltrace/contract';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { agoInWords } from '#lib/format/ago.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { useSession } from '#lib/session/session.ts';

/** The person who validated the skill. Says so if only an import names this person. */
function validatorInWords({ lastValidatedBy, imported }: ValidatedSkill): string {
  const person = isolate((imported ? imported.validator : lastValidatedBy)?.name ?? '');
  if (imported) return person === '' ? t`according to an import` : t`by ${person}, according to an import`;
  return person === '' ? t`validated` : t({ message: `by ${person}`, comment: 'Who validated a skill' });
}

export interface ValidatedSkillRowProps {
  personId: number;
  skill: ValidatedSkill;
  note?: ReactNode;
}

/** A validated skill: its level, who validated it and when. The name links to the signals if the viewer may see them. */
export function ValidatedSkillRow({ personId, skill, note }: ValidatedSkillRowProps) {
  const { profile: me, maySeeSkills } = useSession();
  const anchor = `skill-${skill.skillId}`;
  // The timeline of the Skill Tracker links here.
  const isMarked = useLocation({ select: ({ hash }) => hash === anchor });
  return (
    <li
      id={anchor}
      aria-current={isMarked || undefined}
      className={cx(
        'grid scroll-mt-20 gap-x-4 gap-y-0.5 border-b border-line py-2 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline',
        isMarked && '-mx-2 rounded bg-accent-soft px-2',
      )}
    >
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1">
        {maySeeSkills || personId === me.id ? (
          <Link
            to={paths.skillTracker}
            params={{ personId }}
            search={{ skill: skill.skillId }}
            className="inline-block min-w-6 py-0.5 font-medium underline-offset-2 hover:underline"
          >
            <UserText>{skill.skillName}</UserText>
          </Link>
        ) : (
          <span className="font-medium">
            <UserText>{skill.skillName}</UserText>
          </span>
        )}
        <Badge>{levelName(skill.proficiencyLevel)}</Badge>
        <span className="text-sm text-ink-faint">
          <UserText>{skill.category}</UserText>
          {!skill.isActive && (
            <>
              {' · '}
              <Trans>inactive</Trans>
            </>
          )}
        </span>
      </div>
      <p className="text-sm text-ink-muted sm:text-end">
        <Sentence>{validatorInWords(skill)}</Sentence> ·{' '}
        <time dateTime={skill.lastValidatedAt} title={exactTime(skill.lastValidatedAt)}>
          {agoInWords(skill.lastValidatedAt)}
        </time>
      </p>
      {note}
    </li>
  );
}
