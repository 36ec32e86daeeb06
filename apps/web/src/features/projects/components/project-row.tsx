import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { Project } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { inDigits } from '#lib/format/number.ts';
import { dateInWords } from '#lib/format/time.ts';
import { Chips } from '#components/ui/chips.tsx';
import { StatusBadge } from './status-badge.tsx';

const MOST_SKILLS = 5;

/** One project of the list. The whole row is a link to the project. */
export function ProjectRow({ project, isMineToLead }: { project: Project; isMineToLead: boolean }) {
  const { id, name, description, status, techLead, skills, memberCount, completedAt } = project;
  const shown = skills.slice(0, MOST_SKILLS).map((skill) => skill.name);
  const more = inDigits(skills.length - shown.length);
  return (
    <Link
      to={paths.project}
      params={{ projectId: id }}
      className="grid gap-x-6 gap-y-1.5 border-b border-line bg-surface px-4 py-3 -outline-offset-2 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_10.5rem_minmax(0,18rem)_5rem] md:items-center"
    >
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">
            <UserText>{name}</UserText>
          </span>
          {status !== 'active' && <StatusBadge status={status} />}
          {isMineToLead && (
            <Badge>
              <Trans>Led by you</Trans>
            </Badge>
          )}
        </span>
        <span dir="auto" className="line-clamp-2 text-sm text-ink-muted">
          {description}
        </span>
      </span>
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={techLead.name} size="sm" />
        <span className="min-w-0">
          <span className="sr-only">
            <Trans>Tech Lead:</Trans>{' '}
          </span>
          <span className="block truncate">
            <UserText>{techLead.name}</UserText>
          </span>
        </span>
      </span>
      {skills.length === 0 ? (
        <span className="text-sm text-ink-faint">
          <Trans>No declared skills</Trans>
        </span>
      ) : (
        <Chips
          label={t`Declared skills`}
          names={
            skills.length > shown.length
              ? [...shown, t({ message: `${more} more`, comment: 'The end of a list of names: "SQL, Go and 12 more"' })]
              : shown
          }
        />
      )}
      <span className="text-sm text-ink-muted tabular-nums md:text-end">
        {status === 'active' ? (
          <Plural value={memberCount} one="# person" other="# people" />
        ) : (
          completedAt !== null && dateInWords(completedAt)
        )}
      </span>
    </Link>
  );
}
