import type { SkillPerson } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { ageInWords, exactTime, plural } from '#lib/format/time.ts';

export const COLUMNS = 'md:grid-cols-[minmax(0,1fr)_120px_180px_220px_52px]';

export interface SkillPersonRowProps {
  person: SkillPerson;
  skillId: number;
  asOf: string | undefined;
  /** The most signals that somebody in the list has: how long a bar is. */
  most: number;
}

/** Somebody with signals or a validated level: how recent, how much, and what was confirmed. */
export function SkillPersonRow({ person, skillId, asOf, most }: SkillPersonRowProps) {
  const { profileId, name, title, signals, lastSignalAt, proficiencyLevel, lastValidatedAt } = person;
  return (
    <div
      className={`grid grid-cols-[180px_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-b in-[li:last-child]:border-b-0 border-line bg-surface px-4 py-2 md:items-center ${COLUMNS}`}
    >
      <Link
        to={paths.profile}
        params={{ personId: profileId }}
        className="group col-span-2 flex min-h-8 min-w-0 md:col-span-1 items-center gap-3 -outline-offset-2"
      >
        <Avatar name={name} size="sm" />
        <span className="min-w-0">
          <span className="block truncate font-medium underline-offset-2 group-hover:underline">
            <UserText>{name}</UserText>
          </span>
          {title !== null && (
            <span className="block truncate text-sm text-ink-faint">
              <UserText>{title}</UserText>
            </span>
          )}
        </span>
      </Link>
      <p className="text-ink-muted">
        {signals === null ? (
          <span className="text-ink-faint">not shared</span>
        ) : lastSignalAt === null ? (
          'no signal yet'
        ) : (
          <>
            <span className="md:sr-only">Last signal </span>
            <RelativeTime at={lastSignalAt} />
          </>
        )}
      </p>
      <div className="grid gap-1">
        {signals !== null && (
          <>
            <p className="tabular-nums">{signals === 0 ? 'no signals' : plural(signals, 'signal')}</p>
            <svg aria-hidden="true" className="h-1 w-full max-w-45 rounded-sm bg-sunken" preserveAspectRatio="none" viewBox="0 0 100 4">
              <rect width={most === 0 ? 0 : (signals / most) * 100} height="4" className="fill-series-rest" />
            </svg>
          </>
        )}
      </div>
      <p className="whitespace-nowrap text-ink-muted">
        {proficiencyLevel === null || lastValidatedAt === null ? (
          <span className="text-ink-faint">not validated</span>
        ) : (
          <>
            <span className="sr-only">validated as </span>
            <Badge>{proficiencyLevel}</Badge>{' '}
            <time dateTime={lastValidatedAt} title={exactTime(lastValidatedAt)}>
              {ageInWords(lastValidatedAt)}
            </time>
          </>
        )}
      </p>
      {signals !== null && (
        <Link
          to={paths.skillTracker}
          params={{ personId: profileId }}
          search={{ skill: skillId, asOf }}
          className="flex min-h-6 items-center text-accent-ink underline-offset-2 hover:underline"
        >
          Signals
          <span className="sr-only">
            {' '}
            of <UserText>{name}</UserText>
          </span>
        </Link>
      )}
    </div>
  );
}
