import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { KnowledgeablePerson, KnownSkill } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { localDay, type Day } from '#lib/days.ts';
import { levelName } from '#lib/format/names-of-values.ts';

const linkClass = 'inline-flex min-h-6 items-center text-accent-ink underline-offset-2 hover:underline';

export interface KnownPersonRowProps {
  person: KnowledgeablePerson;
  isSelf: boolean;
  since: Day | undefined;
  asOf: string | undefined;
  now: Date;
  reasonOf: (skill: KnownSkill) => string;
}

/** A person who knows the skills, with the reason for each skill, the projects that they are on, and what to do next. */
export function KnownPersonRow({ person, isSelf, since, asOf, now, reasonOf }: KnownPersonRowProps) {
  const { profileId, name, title, skills } = person;
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-3 in-[li:last-child]:border-b-0 md:grid-cols-[260px_minmax(0,1fr)_auto]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-1.5">
        <Link
          to={paths.profile}
          params={{ personId: profileId }}
          className="group flex min-h-8 min-w-0 items-center gap-3 -outline-offset-2"
        >
          <Avatar name={name} size="sm" />
          <span className="min-w-0">
            <span className="block font-medium underline-offset-2 group-hover:underline">
              <UserText>{name}</UserText>
            </span>
            {title !== null && (
              <span className="block text-sm text-ink-faint">
                <UserText>{title}</UserText>
              </span>
            )}
          </span>
        </Link>
        <CurrentProjects person={person} />
      </div>
      <ul className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
        {skills.map((skill) => (
          <li key={skill.skillId} className="grid gap-0.5">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium">
                <UserText>{skill.name}</UserText>
              </span>
              {skill.proficiencyLevel !== null && <Badge>{levelName(skill.proficiencyLevel)}</Badge>}
              {skill.isStale && (
                <Badge tone="waiting">
                  <Trans comment="Mark of a validation that is too old">Stale</Trans>
                </Badge>
              )}
              {skill.lastSignalAt !== null && <SignalsLink {...{ person, skill, since, asOf, now }} />}
            </div>
            <p className="text-ink-muted">
              <Sentence>{reasonOf(skill)}</Sentence>
            </p>
          </li>
        ))}
      </ul>
      {!isSelf && (
        <div>
          <Link
            to={paths.mentorship}
            search={{ ask: 'new', mentor: profileId, skill: skills[0]?.skillId }}
            className={cx(buttonClass('secondary', 'sm'), 'max-md:min-h-11')}
          >
            <Trans comment="Only screen readers read the name of the person">
              Ask for a session
              <span className="sr-only">
                {' '}
                with <UserText>{name}</UserText>
              </span>
            </Trans>
          </Link>
        </div>
      )}
    </article>
  );
}

function CurrentProjects({ person: { currentProjects, isAvailable } }: { person: KnowledgeablePerson }) {
  if (isAvailable)
    return (
      <p>
        <Badge>
          <Trans comment="A person without a current project">Available</Trans>
        </Badge>
      </p>
    );
  return (
    <ul aria-label={t`Current projects`} className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
      {currentProjects.map(({ projectId, name, role }) => (
        <li key={projectId}>
          <Link to={paths.project} params={{ projectId }} className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            <UserText>{name}</UserText>
          </Link>{' '}
          <span className="text-ink-faint">
            (<UserText>{role}</UserText>)
          </span>
        </li>
      ))}
    </ul>
  );
}

interface SignalsLinkProps {
  person: KnowledgeablePerson;
  skill: KnownSkill;
  since: Day | undefined;
  asOf: string | undefined;
  now: Date;
}

/** Opens the counted signals: of this skill, since the day, and on the project if they come from only one. */
function SignalsLink({
  person: { profileId, name },
  skill: { skillId, name: skillName, evidence, signals },
  since,
  asOf,
  now,
}: SignalsLinkProps) {
  const [only] = evidence;
  const project = evidence.length === 1 && only?.signals === signals ? only?.projectId : undefined;
  const range = since === undefined ? { range: 'all' as const } : { from: since, to: localDay(now) };
  return (
    <Link
      to={paths.skillTracker}
      params={{ personId: profileId }}
      search={{ skill: skillId, project, asOf, ...range }}
      className={linkClass}
    >
      <Trans comment="Only screen readers read the names of the skill and of the person">
        Signals
        <span className="sr-only">
          {' '}
          in <UserText>{skillName}</UserText> of <UserText>{name}</UserText>
        </span>
      </Trans>
    </Link>
  );
}
