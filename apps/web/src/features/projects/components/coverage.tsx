import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProjectWithMembers, SkillCoverage } from '@skilltrace/contract';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { listInWords } from '#lib/format/list-in-words.ts';
import { coverageQuery, useCoverage } from '../api/coverage.ts';
import { coverageMatrix } from '../coverage-matrix.ts';
import { mayOpenPerson, type ProjectPermissions } from '../project-permissions.ts';
import { CoverageTable, type CoverageShows } from './coverage-table.tsx';

export interface CoverageProps {
  project: ProjectWithMembers;
  permissions: ProjectPermissions;
  shows: CoverageShows;
  onShows: (shows: CoverageShows) => void;
}

/** The signals from this project, by person and declared skill. */
export function Coverage({ project, permissions, shows, onShows }: CoverageProps) {
  const query = useCoverage(project.id);
  return (
    <QueryView query={query} skeleton={<Skeleton className="h-80" />}>
      {(coverage) => <Loaded {...{ coverage, project, permissions, shows, onShows }} />}
    </QueryView>
  );
}

function Loaded({ coverage, project, permissions, shows, onShows }: CoverageProps & { coverage: SkillCoverage }) {
  if (coverage.items.length === 0)
    return (
      <EmptyState title={t`This project declares no skills`}>
        <Trans>Coverage counts signals in the skills that a project declares.</Trans>
      </EmptyState>
    );
  const matrix = coverageMatrix(coverage, project.members, (id) => mayOpenPerson(permissions, id));
  if (matrix.rows.length === 0 && matrix.others === undefined)
    return (
      <EmptyState title={t`No signals from this project yet`}>
        <Trans>Signals appear here when people join the project, post updates on it or complete it.</Trans>
      </EmptyState>
    );
  const skillNames = listInWords(matrix.uncovered);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="max-w-text text-ink-muted">
          <Trans>Signals from this project in the skills it declares, including signals of former members.</Trans>{' '}
          {matrix.uncovered.length === 0 ? (
            <Trans>Every declared skill is covered.</Trans>
          ) : (
            <strong className="text-ink">
              <Trans>
                Skills without signals: <Sentence>{skillNames}</Sentence>.
              </Trans>
            </strong>
          )}
        </p>
        <div className="flex items-center gap-2">
          <SegmentedControl
            label={t`Cell values`}
            value={shows}
            onChange={onShows}
            options={[
              { value: 'signals', label: t`Signals` },
              { value: 'last', label: t`Last signal` },
            ]}
          />
          <DownloadCsv query={coverageQuery(project.id)} label={t`Download coverage as CSV`} />
        </div>
      </div>
      <CoverageTable matrix={matrix} shows={shows} project={project} />
    </div>
  );
}
