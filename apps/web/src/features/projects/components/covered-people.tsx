import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { CoveredPerson, ProjectForViewer } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { agoInWords } from '#lib/format/ago.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { useCoveredPeople } from '../api/coverage.ts';
import type { CoveredSkill } from '../coverage-rows.ts';
import type { ProjectPermissions } from '../project-permissions.ts';

/** From this number of people on, the list can be searched. */
const MANY = 10;

export interface CoveredPeopleProps {
  project: ProjectForViewer;
  permissions: ProjectPermissions;
  skill: CoveredSkill;
  search: string | undefined;
  onSearch: (search: string | undefined) => void;
}

/** The people on the project, and former members with signals from it, with their signals and validated level in one skill. */
export function CoveredPeople({ project, permissions: { maySeeSkills }, skill, search, onSearch }: CoveredPeopleProps) {
  const people = useCoveredPeople(project.id, skill.skillId, search);
  const skillName = isolate(skill.name);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2" aria-busy={people.isPlaceholderData}>
      {maySeeSkills ? (
        (project.memberCount >= MANY || search !== undefined) && (
          <SearchBox className="w-full sm:w-64" label={t`Search these people`} value={search} onChange={onSearch} />
        )
      ) : (
        <p className="text-sm text-ink-muted">
          <Trans>You see only yourself here. The names of other people are visible to Tech Leads and admins.</Trans>
        </p>
      )}
      <InfiniteList
        query={people}
        label={t`People and ${skillName}`}
        itemKey={({ profileId }) => profileId}
        estimatedHeight={41}
        hasMoreButton
        renderItem={(person) => <PersonRow person={person} skillId={skill.skillId} projectId={project.id} />}
        skeleton={<SkeletonRows rows={4} />}
        empty={
          <p className="text-ink-muted">
            {search === undefined ? <Trans>No one to show.</Trans> : <Trans>No one has this in their name.</Trans>}
          </p>
        }
      />
    </div>
  );
}

function PersonRow({ person, skillId, projectId }: { person: CoveredPerson; skillId: number; projectId: number }) {
  const { profileId, name, isMember, signals, lastSignalAt, proficiencyLevel, lastValidatedAt } = person;
  const signalCount = plural(signals, { one: '# signal', other: '# signals' });
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-line py-1.5 in-[li:last-child]:border-b-0 md:grid-cols-[minmax(0,1fr)_minmax(0,18rem)_minmax(0,16rem)] md:items-center">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <Link to={paths.profile} params={{ personId: profileId }} className="max-w-full truncate py-0.5 hover:underline">
          <UserText>{name}</UserText>
        </Link>
        {!isMember && (
          <span className="text-sm text-ink-faint">
            <Trans>former member</Trans>
          </span>
        )}
      </span>
      <span className="text-sm text-ink-muted">
        {lastSignalAt === null ? (
          <Trans>no signals from this project</Trans>
        ) : (
          <Trans comment="The number of signals, which is a link, and the time of the last one">
            <Link
              to={paths.skillTracker}
              params={{ personId: profileId }}
              search={{ skill: skillId, project: projectId, range: 'all' }}
              className="inline-block min-h-6 text-accent-ink hover:underline"
            >
              {signalCount}
            </Link>
            , last signal <RelativeTime at={lastSignalAt} />
          </Trans>
        )}
      </span>
      <span className="text-sm text-ink-muted">
        {proficiencyLevel === null || lastValidatedAt === null ? (
          <span className="text-ink-faint">
            <Trans>not validated</Trans>
          </span>
        ) : (
          <>
            <Badge>{levelName(proficiencyLevel)}</Badge>{' '}
            <time dateTime={lastValidatedAt} title={exactTime(lastValidatedAt)}>
              {agoInWords(lastValidatedAt)}
            </time>
          </>
        )}
      </span>
    </div>
  );
}
