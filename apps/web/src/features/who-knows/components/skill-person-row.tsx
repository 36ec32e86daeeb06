import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SkillPerson } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { agoInWords } from '#lib/format/ago.ts';
import { exactTime } from '#lib/format/time.ts';
import { levelName } from '#lib/format/names-of-values.ts';

export const COLUMNS = 'md:grid-cols-[minmax(0,1fr)_120px_180px_220px_76px]';

export interface SkillPersonRowProps {
  person: SkillPerson;
  skillId: number;
  asOf: string | undefined;
  /** The highest number of signals in the list, which is a full bar. */
  most: number;
}

/** A person with signals or a validated level: last signal, number of signals and validation. */
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
          <span className="text-ink-faint">
            <Trans>not shared</Trans>
          </span>
        ) : lastSignalAt === null ? (
          <Trans>no signals yet</Trans>
        ) : (
          <>
            <Trans comment="On a wide screen, only screen readers read the words">
              <span className="md:sr-only">Last signal </span>
              <RelativeTime at={lastSignalAt} />
            </Trans>
          </>
        )}
      </p>
      <div className="grid gap-1">
        {signals !== null && (
          <>
            <p className="tabular-nums">{plural(signals, { 0: 'no signals', one: '# signal', other: '# signals' })}</p>
            <svg
              aria-hidden="true"
              className="h-1 w-full max-w-45 rounded-sm bg-sunken rtl:-scale-x-100"
              preserveAspectRatio="none"
              viewBox="0 0 100 4"
            >
              <rect width={most === 0 ? 0 : (signals / most) * 100} height="4" className="fill-series-rest" />
            </svg>
          </>
        )}
      </div>
      <p className="whitespace-nowrap text-ink-muted">
        {proficiencyLevel === null || lastValidatedAt === null ? (
          <span className="text-ink-faint">
            <Trans>not validated</Trans>
          </span>
        ) : (
          <>
            <span className="sr-only">
              <Trans>validated level:</Trans>{' '}
            </span>
            <Badge>{levelName(proficiencyLevel)}</Badge>{' '}
            <time dateTime={lastValidatedAt} title={exactTime(lastValidatedAt)}>
              {agoInWords(lastValidatedAt)}
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
          <Trans comment="Only screen readers read the name of the person">
            Signals{' '}
            <span className="sr-only">
              of <UserText>{name}</UserText>
            </span>
          </Trans>
        </Link>
      )}
    </div>
  );
}
