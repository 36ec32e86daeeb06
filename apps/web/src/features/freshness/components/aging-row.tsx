import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import type { AgingSkill, Session } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { dateInWords, exactTime, timeInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';

export const COLUMNS = 'md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_11rem_minmax(0,1.2fr)]';
const linkClass = 'min-w-6 max-w-full truncate py-0.5 hover:underline';

/** A validated level with the day on which it becomes stale, and the projects with that tag. */
export function AgingRow({ item, session }: { item: AgingSkill; session: Session }) {
  const { profileId, profileName, skillId, skillName, proficiencyLevel, lastValidatedAt, freshUntil, isStale, projects } = item;
  const [person, skill] = [isolate(profileName), isolate(skillName)];
  const validated = dateInWords(lastValidatedAt);
  // The inbox of a Tech Lead has other people's stale skills on the projects that they lead.
  const decidable = projects.find(({ techLead }) => techLead?.id === session.profile.id && profileId !== session.profile.id);
  return (
    <div
      className={`grid gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-2 in-[li:last-child]:border-b-0 md:items-center ${COLUMNS}`}
    >
      <Link to={paths.profile} params={{ personId: profileId }} className="group flex min-h-8 min-w-0 items-center gap-3 -outline-offset-2">
        <Avatar name={profileName} size="sm" />
        <span className="truncate font-medium underline-offset-2 group-hover:underline">
          <UserText>{profileName}</UserText>
        </span>
      </Link>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2">
        <Link
          to={paths.skillTracker}
          params={{ personId: profileId }}
          search={{ skill: skillId, range: 'all' }}
          aria-label={t`${skill}: signals of ${person}`}
          className={`${linkClass} text-accent-ink`}
        >
          <UserText>{skillName}</UserText>
        </Link>
        <Badge>{levelName(proficiencyLevel)}</Badge>
      </div>
      <p title={exactTime(freshUntil)}>
        {isStale ? (
          <span className="inline-flex items-center gap-1.5 font-medium text-waiting">
            <ExclamationTriangleIcon className="shrink-0" /> <StaleSince at={freshUntil} />
          </span>
        ) : (
          <GoesStale at={freshUntil} />
        )}
        <span className="block text-sm text-ink-faint">
          <Trans>validated {validated}</Trans>
        </span>
      </p>
      <div className="min-w-0">
        <ul aria-label={t`Projects`} className="grid">
          {projects.map(({ id, name, techLead }) => (
            <li key={id} className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-ink-muted">
              <Link to={paths.project} params={{ projectId: id }} search={{ tab: 'coverage' }} className={`${linkClass} text-accent-ink`}>
                <UserText>{name}</UserText>
              </Link>
              <span className="min-w-0 truncate text-sm">
                {techLead === null ? <Trans>no Tech Lead</Trans> : <UserText>{techLead.name}</UserText>}
              </span>
            </li>
          ))}
        </ul>
        {isStale && decidable && (
          <Link
            to={paths.inbox}
            search={{ project: decidable.id, person: profileId }}
            className={`${linkClass} inline-block text-accent-ink`}
            aria-label={t`Open inbox: ${skill} of ${person}`}
          >
            <Trans>Open inbox</Trans>
          </Link>
        )}
      </div>
    </div>
  );
}

function StaleSince({ at }: { at: string }) {
  const day = dateInWords(at);
  return (
    <Trans comment="A validated level is stale since this day. On a wide screen, only screen readers read the first word">
      <span>
        <span className="md:sr-only">stale</span> since {day}
      </span>
    </Trans>
  );
}

function GoesStale({ at }: { at: string }) {
  const day = timeInWords(at);
  return (
    <Trans comment="A validated level becomes stale after this day">
      <span className="md:sr-only">stale after</span> {day}
    </Trans>
  );
}
