import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileWithSkills, SkillDistribution } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { sortBySignals, type DistributionRow } from '#components/charts/distribution.ts';
import { DistributionChart, DistributionTable } from '#components/charts/lazy-charts.ts';
import { SourceLegend } from '#components/charts/source-legend.tsx';
import type { Source } from '#components/charts/source-mark.ts';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { levelName } from '#lib/format/names-of-values.ts';
import { ageInWords } from '#lib/format/time.ts';
import type { Period } from '#lib/time-range.ts';
import { rangeTitle } from '#components/charts/range-words.ts';
import type { TrackerView } from '../tracker-search.ts';
import { ChartRowsSkeleton } from './chart-rows-skeleton.tsx';
import { NothingInRange } from './nothing-in-range.tsx';
import { Stale } from '#components/charts/stale.tsx';
import { distributionQuery } from '../api/distribution.ts';

export interface DistributionSectionProps {
  view: TrackerView;
  period: Period;
  distribution: UseQueryResult<SkillDistribution>;
  person: ProfileWithSkills | undefined;
  /** The maximum number of skills. */
  most: number;
  onOpen: (changes: TrackerView['search']) => void;
}

/** Signals by skill, next to the validated levels. */
export function DistributionSection({ view, period, distribution, person, most, onOpen }: DistributionSectionProps) {
  const levels = useMemo(() => levelsOf(person), [person]);
  const items = distribution.data?.items;
  const rows = useMemo(() => sortBySignals(items ?? []).map((row) => withNote(row, levels)), [items, levels]);
  const shown = useMemo(() => rows.slice(0, most), [rows, most]);
  const { hrefOf } = view;
  const address = useCallback((row: DistributionRow, source?: Source) => hrefOf(filterOf(row, source)), [hrefOf]);
  const rangeName = rangeTitle(period);
  const chart = {
    label: t`Signals by skill, ${rangeName}`,
    rows: shown,
    hrefOf: address,
    onOpen: (row: DistributionRow, source?: Source) => onOpen(filterOf(row, source)),
  };
  return (
    <Section
      title={t`Distribution`}
      actions={
        <span className="flex items-center gap-2 text-sm text-ink-muted">
          {rangeName}
          <DownloadCsv query={distributionQuery(view.personId, period, view.search.project)} label={t`Download distribution as CSV`} />
        </span>
      }
    >
      <QueryView
        query={distribution}
        skeleton={<ChartRowsSkeleton />}
        isEmpty={() => rows.length === 0}
        empty={<NothingInRange view={view} period={period} />}
      >
        {() => (
          <Stale isStale={distribution.isPlaceholderData}>
            <Suspense fallback={<ChartRowsSkeleton />}>
              {view.search.view === 'table' ? (
                <DistributionTable {...chart} noteHeading={t`Validation`} />
              ) : (
                <DistributionChart {...chart} />
              )}
              <div className="mt-3 grid gap-1.5">
                {view.search.view !== 'table' && <SourceLegend />}
                <p className="text-xs text-ink-muted">
                  <Trans>Share is weighted: joining a project counts 1, an update 2, completing a project 3.</Trans>
                </p>
              </div>
            </Suspense>
          </Stale>
        )}
      </QueryView>
    </Section>
  );
}

const filterOf = ({ skillId }: DistributionRow, source?: Source) => ({ skill: skillId, source, on: undefined, span: undefined });

type Levels = ReadonlyMap<number, string> | undefined;

function levelsOf(person: ProfileWithSkills | undefined): Levels {
  if (!person) return undefined;
  const validated = [...person.skills.coreStack, ...person.skills.validatedInventory];
  return new Map(
    validated.map(({ skillId, proficiencyLevel, lastValidatedAt }) => {
      const [level, age] = [levelName(proficiencyLevel), ageInWords(lastValidatedAt)];
      return [skillId, t({ message: `${level} · ${age}`, comment: 'A validated level and its age: "Advanced · 3 months"' })];
    }),
  );
}

/** The note is blank until the profile is loaded. */
const withNote = (row: DistributionRow, levels: Levels): DistributionRow => ({
  ...row,
  note: levels ? (levels.get(row.skillId) ?? t`Not validated`) : ' ',
});
