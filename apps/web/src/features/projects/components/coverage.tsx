import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ProjectForViewer, SkillCoverage } from '@skilltrace/contract';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { namedCoverageQuery, useCoverage } from '../api/coverage.ts';
import { coverageRows, isGap, type CoverageView } from '../coverage-rows.ts';
import type { ProjectPermissions } from '../project-permissions.ts';
import { COLUMNS, CoverageSkill } from './coverage-skill.tsx';
import { ProjectRisks } from './project-risks.tsx';

const MOST_ROWS = 100;

export interface CoverageProps {
  project: ProjectForViewer;
  permissions: ProjectPermissions;
  view: CoverageView;
  onView: (view: Partial<CoverageView>) => void;
}

/** The risks in the skills of the people on a project, and the signals from it by declared skill. */
export function Coverage(props: CoverageProps) {
  const query = useCoverage(props.project.id);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {props.permissions.maySeeSkills && props.project.status === 'active' && <ProjectRisks projectId={props.project.id} />}
      <QueryView query={query} skeleton={<Skeleton className="h-80" />}>
        {(coverage) => <Loaded coverage={coverage} {...props} />}
      </QueryView>
    </div>
  );
}

function Loaded({ coverage: { items }, project, permissions, view, onView }: CoverageProps & { coverage: SkillCoverage }) {
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0)
    return (
      <EmptyState title={t`This project declares no skills`}>
        <Trans>Coverage counts signals in the skills that a project declares.</Trans>
      </EmptyState>
    );
  const rows = coverageRows(items, view.order, view.isOnlyGaps);
  const gaps = items.filter(isGap).length;
  const most = Math.max(1, ...items.map(({ signals }) => signals));
  const showsLevels = items.some(({ levels }) => levels !== null);
  const shown = isWhole ? rows : rows.slice(0, MOST_ROWS);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="max-w-text text-ink-muted">
        <Trans>Signals from this project in the skills it declares, including signals of former members.</Trans>
        {showsLevels && (
          <>
            {' '}
            <Trans>Levels are those of the people on the project.</Trans>
          </>
        )}
      </p>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <SegmentedControl
          label={t`Skills to show`}
          value={view.isOnlyGaps ? 'gaps' : 'all'}
          onChange={(to) => onView({ isOnlyGaps: to === 'gaps' })}
          options={[
            { value: 'all', label: t`All skills` },
            { value: 'gaps', label: t`Only gaps (${gaps})` },
          ]}
        />
        <div className="flex flex-wrap items-end gap-2">
          <Field label={t`Sort by`}>
            <Select
              value={view.order ?? 'name'}
              onChange={(order) => onView({ order: order === 'name' ? undefined : order })}
              options={[
                { value: 'name', label: t`Skill` },
                { value: 'signals', label: t`Signals` },
                { value: 'people', label: t`People with signals` },
                { value: 'last', label: t`Last signal` },
              ]}
            />
          </Field>
          <DownloadCsv query={namedCoverageQuery(project.id)} label={t`Download coverage as CSV`} />
        </div>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title={t`No gaps`}
          action={
            <Button onClick={() => onView({ isOnlyGaps: false })}>
              <Trans>Show all skills</Trans>
            </Button>
          }
        >
          {showsLevels ? (
            <Trans>Every declared skill has signals from this project and a person with a validated level.</Trans>
          ) : (
            <Trans>Every declared skill has signals from this project.</Trans>
          )}
        </EmptyState>
      ) : (
        <div className="list-frame">
          {/* Hidden from screen readers, because every row repeats the labels for them. */}
          <div
            aria-hidden="true"
            className={`hidden gap-x-4 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-ink-muted md:grid ${COLUMNS}`}
          >
            <span>
              <Trans>Skill</Trans>
            </span>
            <span>
              <Trans>Signals</Trans>
            </span>
            <span>
              <Trans>Last signal</Trans>
            </span>
            <span>{showsLevels && <Trans>Validated levels</Trans>}</span>
          </div>
          <ul aria-label={t`Coverage by skill`}>
            {shown.map((skill) => (
              <CoverageSkill key={skill.skillId} {...{ skill, most, project, permissions, view, onView }} />
            ))}
          </ul>
        </div>
      )}
      {shown.length < rows.length && (
        <Button className="justify-self-start" onClick={() => setWhole(true)}>
          <Plural value={rows.length} one="Show # skill" other="Show all # skills" />
        </Button>
      )}
    </div>
  );
}
