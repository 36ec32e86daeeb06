import type { ProjectWithMembers, SkillCoverage } from '@skilltrace/contract';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { listInWords } from '#lib/format/list-in-words.ts';
import { useCoverage } from '../api/coverage.ts';
import { coverageMatrix } from '../coverage-matrix.ts';
import { mayOpenPerson, type Standing } from '../standing.ts';
import { CoverageTable, type CoverageShows } from './coverage-table.tsx';

export interface CoverageProps {
  project: ProjectWithMembers;
  standing: Standing;
  shows: CoverageShows;
  onShows: (shows: CoverageShows) => void;
}

/** People × declared skills: the signals from this project. */
export function Coverage({ project, standing, shows, onShows }: CoverageProps) {
  const query = useCoverage(project.id);
  return (
    <QueryView query={query} skeleton={<Skeleton className="h-80" />}>
      {(coverage) => <Loaded {...{ coverage, project, standing, shows, onShows }} />}
    </QueryView>
  );
}

function Loaded({ coverage, project, standing, shows, onShows }: CoverageProps & { coverage: SkillCoverage }) {
  if (coverage.items.length === 0)
    return <EmptyState title="This project declares no skills">Coverage counts signals in the skills that a project declares.</EmptyState>;
  const matrix = coverageMatrix(coverage, project.members, (id) => mayOpenPerson(standing, id));
  if (matrix.rows.length === 0 && matrix.others === undefined)
    return (
      <EmptyState title="No signals from this project yet">
        Signals appear here when people join the project, post updates on it or complete it.
      </EmptyState>
    );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="max-w-text text-ink-muted">
          Signals from this project in the skills it declares, including those of former members.{' '}
          {matrix.nobody.length === 0 ? (
            'Every declared skill is covered.'
          ) : (
            <strong className="text-ink">
              No one has a signal for <Sentence>{listInWords(matrix.nobody)}</Sentence> here.
            </strong>
          )}
        </p>
        <SegmentedControl
          label="Cells show"
          value={shows}
          onChange={onShows}
          options={[
            { value: 'signals', label: 'Signals' },
            { value: 'last', label: 'Last signal' },
          ]}
        />
      </div>
      <CoverageTable matrix={matrix} shows={shows} project={project} />
    </div>
  );
}
