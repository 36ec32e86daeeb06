import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileItem, Skill } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { firstWhoKnowQuery } from '#lib/api/who-knows.ts';
import { cx } from '#lib/cx.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { isolate } from '#lib/isolate.ts';

const SHOWN = 5;

export interface MentorsForSkillProps {
  skill: Skill;
  /** People who cannot be the mentor. */
  exceptIds: readonly number[];
  chosenId: number | undefined;
  onChoose: (mentor: ProfileItem) => void;
}

/** The people who know a skill, as far as the viewer may see them. A click chooses one as the mentor. */
export function MentorsForSkill({ skill, exceptIds, chosenId, onChoose }: MentorsForSkillProps) {
  const people = useQuery(firstWhoKnowQuery({ skillId: [skill.id] }, SHOWN + exceptIds.length));
  const id = useId();
  const skillName = isolate(skill.name);
  return (
    <QueryView query={people}>
      {({ items, nextCursor }) => {
        const mentors = items.filter(({ profileId }) => !exceptIds.includes(profileId)).slice(0, SHOWN);
        if (mentors.length === 0)
          return (
            <p className="text-sm text-ink-muted">
              <Trans>No one you can see knows this skill. You can still choose any mentor.</Trans>
            </p>
          );
        return (
          <div className="grid gap-1">
            <p id={id} className="text-sm font-medium">
              <Sentence>{t`People who know ${skillName}`}</Sentence>
            </p>
            <ul aria-labelledby={id} className="rounded border border-line">
              {mentors.map(({ profileId, name, title, skills }) => (
                <li key={profileId} className="border-b border-line last:border-b-0">
                  <button
                    type="button"
                    aria-pressed={chosenId === profileId}
                    className={cx(
                      'flex min-h-9 w-full items-center gap-2 px-2 text-start hover:bg-sunken',
                      chosenId === profileId && 'bg-accent-soft',
                    )}
                    onClick={() => onChoose({ id: profileId, name, title, avatarUrl: null, isActive: true })}
                  >
                    <Avatar name={name} size="sm" />
                    <span className="truncate">
                      <UserText>{name}</UserText>
                    </span>
                    <span className="ms-auto shrink-0">
                      {skills[0]?.proficiencyLevel ? (
                        <Badge>{levelName(skills[0].proficiencyLevel)}</Badge>
                      ) : (
                        <span className="text-sm text-ink-faint">
                          <Trans>not validated</Trans>
                        </span>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {nextCursor !== null && (
              <Link to={paths.whoKnows} search={{ skill: [skill.id] }} className="text-sm text-accent-ink hover:underline">
                <Trans>Show everyone who knows it</Trans>
              </Link>
            )}
          </div>
        );
      }}
    </QueryView>
  );
}
