import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProjectForViewer } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { Section } from '#components/ui/section.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { inDigits } from '#lib/format/number.ts';
import { assignmentsQuery } from '../api/past-assignments.ts';
import { useMembers, type MemberFilter } from '../api/members.ts';
import { mayOpenPerson, type ProjectPermissions } from '../project-permissions.ts';
import type { OpenDialog } from './dialogs.ts';
import { MemberRow } from './member-row.tsx';

/** From this number of members on, the list can be searched and sorted. */
const MANY = 10;

export interface MembersProps {
  project: ProjectForViewer;
  permissions: ProjectPermissions;
  filter: MemberFilter;
  onFilter: (filter: Partial<MemberFilter>) => void;
  onOpen: OpenDialog;
}

/** The members with their roles and tags. The Tech Lead and admins can change both and end assignments. */
export function Members({ project, permissions, filter, onFilter, onOpen }: MembersProps) {
  if (project.status !== 'active') return null;
  const mayAssign = permissions.mayLead;
  const memberCount = inDigits(project.memberCount);
  return (
    <Section
      title={project.memberCount === 0 ? t`Members` : t`Members (${memberCount})`}
      actions={
        <span className="flex items-center gap-2">
          <DownloadCsv query={assignmentsQuery(project.id)} label={t`Download all assignments as CSV`} />
          {mayAssign && (
            <Button size="sm" onClick={() => onOpen('assign')}>
              <Trans>Assign person</Trans>
            </Button>
          )}
        </span>
      }
    >
      {project.memberCount === 0 ? (
        <p className="text-ink-muted">
          {mayAssign ? (
            <Trans>No members yet. Assign the first person.</Trans>
          ) : (
            <Trans>No members yet. The Tech Lead or an admin can assign people.</Trans>
          )}
        </p>
      ) : (
        <>
          {(project.memberCount >= MANY || filter.search !== undefined || filter.isNewestFirst) && (
            <div className="mb-3 flex flex-wrap items-center gap-2">
              <SearchBox
                className="w-full sm:w-64"
                label={t`Search members`}
                value={filter.search}
                onChange={(search) => onFilter({ search })}
              />
              <SegmentedControl
                label={t`Sort members`}
                value={filter.isNewestFirst ? 'started' : 'name'}
                onChange={(order) => onFilter({ isNewestFirst: order === 'started' })}
                options={[
                  { value: 'name', label: t`By name` },
                  { value: 'started', label: t`Newest first` },
                ]}
              />
            </div>
          )}
          <MemberList {...{ project, permissions, filter, onFilter, onOpen }} />
        </>
      )}
    </Section>
  );
}

function MemberList({ project, permissions, filter, onFilter, onOpen }: MembersProps) {
  const members = useMembers(project.id, filter);
  return (
    <div className="-my-3" aria-busy={members.isPlaceholderData}>
      <InfiniteList
        query={members}
        label={t`Members`}
        itemKey={({ id }) => id}
        estimatedHeight={65}
        hasMoreButton
        renderItem={(member) => (
          <MemberRow
            member={member}
            mayOpen={mayOpenPerson(permissions, member.profileId)}
            mayAssign={permissions.mayLead}
            onOpen={onOpen}
          />
        )}
        empty={
          <div className="py-3">
            <EmptyState
              title={t`No members have this in their name`}
              action={
                <Button onClick={() => onFilter({ search: undefined })}>
                  <Trans>Clear search</Trans>
                </Button>
              }
            />
          </div>
        }
      />
    </div>
  );
}
