import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { AsOfBanner } from '#components/charts/as-of-banner.tsx';
import { Stale } from '#components/charts/stale.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { localDay } from '#lib/days.ts';
import { isolate } from '#lib/isolate.ts';
import { useIsPrinting } from '#lib/printing.ts';
import { useSession } from '#lib/session/session.ts';
import { useNow } from '#lib/use-now.ts';
import { useShownTime } from '#lib/use-shown-time.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import { paths } from '#config/paths.ts';
import { TILE, tileQuery, useTiles, type MatrixFilters as FiltersOfMatrix } from '../api/read-matrix.ts';
import { filtersOf, isNarrowed, MATRIX_RANGE, type MatrixSearch } from '../matrix-search.ts';
import { cellsIn, tableOf, type MatrixTable } from '../matrix-table.ts';
import type { At } from '../next-cell.ts';
import { CellPanel, SkillPanel } from './cell-panel.tsx';
import { MatrixFilters } from './matrix-filters.tsx';
import { MatrixGrid, type VisiblePart } from './matrix-grid.tsx';
import { MatrixLegend } from './matrix-legend.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { PrintedMatrix } from './printed-matrix.tsx';

export interface SkillsMatrixProps {
  search: MatrixSearch;
  /** Changes the address. A step can be undone with the back button. */
  go: (changes: MatrixSearch, isStep?: boolean) => void;
  projects: readonly number[] | undefined;
  /** A filter of the page, before the others. */
  filter?: ReactNode;
}

const FIRST_TILE = tilesFor({ rows: [0, 0], columns: [0, 0] });

/** People × skills with filters and legend: validated levels with their age, and signals in a range. */
export function SkillsMatrixView({ search, go, projects, filter }: SkillsMatrixProps) {
  const time = useShownTime({ ...search, range: search.range ?? MATRIX_RANGE });
  const { period } = time;
  const filters = useMemo(() => filtersOf(search, period, projects), [search, period, projects]);
  const key = JSON.stringify(filters);
  // Another matrix begins at its start. Its part in view is known after it is shown.
  const [view, setView] = useState({ key, needed: FIRST_TILE });
  const needed = view.key === key ? view.needed : FIRST_TILE;
  const onVisible = useCallback(
    (part: VisiblePart) =>
      setView((before) => {
        const next = { key, needed: tilesFor(part) };
        return JSON.stringify(next) === JSON.stringify(before) ? before : next;
      }),
    [key],
  );
  const loaded = useTiles(filters, needed);
  const { tiles, totals } = loaded;
  const table = useMemo(() => tableOf(tiles, totals), [tiles, totals]);
  // Until another matrix is loaded, the previous one is shown faded.
  const [last, setLast] = useState({ table, tiles });
  if (table && last.table !== table) setLast({ table, tiles });
  const current = table ? { table, tiles } : last;
  return (
    <>
      <MatrixFilters search={search} period={period} today={time.now} go={go}>
        {filter}
      </MatrixFilters>
      {period.asOf !== undefined && (
        <AsOfBanner day={localDay(new Date(period.asOf))} onBack={() => go({ asOf: undefined }, true)}>
          <Trans>Tags of assignments are those of today.</Trans>
        </AsOfBanner>
      )}
      {!table && loaded.error !== undefined ? (
        <ErrorState error={loaded.error} onRetry={loaded.retry} />
      ) : !current.table ? (
        <div className="grid gap-2">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-4 w-4/5 max-md:hidden" />
          <Skeleton className="h-112" />
        </div>
      ) : (
        <Stale isStale={!table}>
          {current.table.rowCount === 0 || current.table.columnCount === 0 ? (
            <EmptyMatrix table={current.table} search={search} go={go} ofProjects={projects !== undefined} />
          ) : (
            <Loaded
              key={table ? key : undefined}
              {...{ search, go, filters, period, onVisible }}
              table={current.table}
              tiles={current.tiles}
            />
          )}
        </Stale>
      )}
      {table && loaded.error !== undefined && (
        <p role="alert" className="flex items-center gap-3 py-3 text-ink-muted">
          <Trans>The rest could not be loaded.</Trans>{' '}
          <Button onClick={loaded.retry}>
            <Trans>Try again</Trans>
          </Button>
        </p>
      )}
    </>
  );
}

type LoadedProps = Pick<SkillsMatrixProps, 'search' | 'go'> &
  Pick<ReturnType<typeof useShownTime>, 'period'> & {
    filters: FiltersOfMatrix;
    table: MatrixTable;
    tiles: ReturnType<typeof useTiles>['tiles'];
    onVisible: (part: VisiblePart) => void;
  };

function Loaded({ search, go, filters, period, table, tiles, onVisible }: LoadedProps) {
  const isPrinting = useIsPrinting();
  const [open, setOpen] = useState<{ at: At; element: HTMLElement } | undefined>();
  const navigate = useNavigate();
  const today = useNow();
  const now = useMemo(() => (period.asOf === undefined ? today : new Date(period.asOf)), [period.asOf, today]);
  const rowAt = ({ row }: At) => {
    const found = table.rows[row];
    return found?.kind === 'person' ? found : undefined;
  };
  const onOpen = (at: At, element: HTMLElement) => {
    const person = rowAt(at)?.person;
    if (at.column >= 0) setOpen({ at, element });
    else if (person) void navigate({ to: paths.profile, params: { personId: person.profileId } });
  };
  const onClose = () => setOpen(undefined);
  const skill = open && table.skills[open.at.column];
  const row = open && rowAt(open.at);
  const tile = row && tiles[row.page]?.[Math.floor(open.at.column / TILE.skills)];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <p className="text-sm font-medium tabular-nums">
          <Size people={table.people} skills={table.columnCount} isRepeated={search.group === 'project'} />
        </p>
        <DownloadCsv query={tileQuery(filters)} />
      </div>
      {/* On a phone, the matrix comes first. */}
      <div className="max-md:order-last">
        <MatrixLegend />
      </div>
      {isPrinting ? (
        <PrintedMatrix {...{ table, tiles, now }} />
      ) : (
        <MatrixGrid
          {...{ table, tiles, now, onVisible, onOpen }}
          groupBy={search.group}
          sortSkillId={search.sort === 'level' ? search.sortSkill : undefined}
        />
      )}
      <p className="text-sm text-ink-faint md:hidden print:hidden">
        <Trans>Scroll sideways for more skills.</Trans>
      </p>
      {skill && row && (
        <MatrixPanel anchor={open.element} label={t`Cell`} onClose={onClose}>
          <CellPanel
            person={row.person}
            skill={skill}
            cell={tile && cellsIn(tile, row.person)?.get(skill.skillId)}
            {...{ period, search, now }}
          />
        </MatrixPanel>
      )}
      {skill && open.at.row === -1 && (
        <MatrixPanel anchor={open.element} label={isolate(skill.name)} onClose={onClose}>
          <SkillPanel
            skill={skill}
            asOf={search.asOf}
            onSort={() => {
              onClose();
              go({ sort: 'level', sortSkill: skill.skillId }, true);
            }}
          />
        </MatrixPanel>
      )}
    </div>
  );
}

/** "24 people × 18 skills". By project, a person can have several rows. */
function Size({ people, skills, isRepeated }: { people: number | undefined; skills: number; isRepeated: boolean }) {
  if (people === undefined) return '…';
  const skillCount = plural(skills, { one: '# skill', other: '# skills' });
  const rowCount = isRepeated ? plural(people, { one: '# row', other: '# rows' }) : plural(people, { one: '# person', other: '# people' });
  return t({ message: `${rowCount} × ${skillCount}`, comment: 'The size of the matrix: 24 people × 18 skills' });
}

function EmptyMatrix({
  table,
  search,
  go,
  ofProjects,
}: Pick<SkillsMatrixProps, 'search' | 'go'> & { table: MatrixTable; ofProjects: boolean }) {
  const { maySeeSkills, profile } = useSession();
  const clear = (
    <Button onClick={() => go({ category: undefined, skills: undefined, level: undefined, state: undefined }, true)}>
      <Trans>Clear filters</Trans>
    </Button>
  );
  if (isNarrowed(search))
    return (
      <EmptyState title={table.columnCount === 0 ? t`No skills match these filters` : t`No people match these filters`} action={clear}>
        {t`A person is listed if at least one of their cells matches. Change the filters or choose a longer range.`}
      </EmptyState>
    );
  if (table.columnCount === 0)
    return (
      <EmptyState
        title={ofProjects ? t`These projects declare no skills` : t`The taxonomy has no active skills`}
        action={
          !ofProjects &&
          profile.isAdmin && (
            <Link to={paths.adminTaxonomy} search={{ open: 'add' }} className={buttonClass()}>
              <Trans>Add skill</Trans>
            </Link>
          )
        }
      >
        {ofProjects
          ? t`The matrix shows the skills that a project declares. Its Tech Lead can declare skills, or you can add skills above.`
          : t`An admin can add skills under Admin, Taxonomy.`}
      </EmptyState>
    );
  return (
    <EmptyState title={maySeeSkills ? t`No active members` : t`No one whose skills you can see`}>
      {maySeeSkills
        ? t`The matrix shows people with an active assignment on these projects.`
        : t`You see yourself and people who share their validated skills.`}
    </EmptyState>
  );
}

/** The pages of people and skills for the part of the matrix in view. */
function tilesFor({ rows, columns }: VisiblePart) {
  const pagesOf = ([first, last]: readonly [number, number], size: number) => {
    const [from, to] = [Math.floor(first / size), Math.floor(last / size)];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  };
  const pages = pagesOf(rows, TILE.people);
  const skillPages = pagesOf(columns, TILE.skills);
  return { pages, skillPages, lastPage: pages.at(-1) ?? 0, lastSkillPage: skillPages.at(-1) ?? 0 };
}
