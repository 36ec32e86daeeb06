import type { ProfileWithSkills, SkillDistribution } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { mostFirst, type DistributionRow } from '#components/charts/distribution.ts';
import { DistributionChart, DistributionTable } from '#components/charts/lazy-charts.ts';
import { SourceLegend } from '#components/charts/source-legend.tsx';
import type { Source } from '#components/charts/source-mark.ts';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { ageInWords } from '#lib/format/time.ts';
import type { Period } from '#lib/time-range.ts';
import { rangeTitle } from '#components/charts/range-words.ts';
import type { TrackerView } from '../tracker-search.ts';
import { ChartRowsSkeleton } from './chart-rows-skeleton.tsx';
import { NothingInRange } from './nothing-in-range.tsx';
import { Stale } from '#components/charts/stale.tsx';

export interface DistributionSectionProps {
  view: TrackerView;
  period: Period;
  distribution: UseQueryResult<SkillDistribution>;
  person: ProfileWithSkills | undefined;
  /** How many skills are shown. */
  most: number;
  onOpen: (changes: TrackerView['search']) => void;
}

/** What was done, beside what was validated: two ledgers, two figures. */
export function DistributionSection({ view, period, distribution, person, most, onOpen }: DistributionSectionProps) {
  const levels = useMemo(() => levelsOf(person), [person]);
  const items = distribution.data?.items;
  const rows = useMemo(() => mostFirst(items ?? []).map((row) => withNote(row, levels)), [items, levels]);
  const shown = useMemo(() => rows.slice(0, most), [rows, most]);
  const { hrefOf } = view;
  const address = useCallback((row: DistributionRow, source?: Source) => hrefOf(filterOf(row, source)), [hrefOf]);
  const chart = {
    label: `Signals by skill, ${rangeTitle(period)}`,
    rows: shown,
    hrefOf: address,
    onOpen: (row: DistributionRow, source?: Source) => onOpen(filterOf(row, source)),
  };
  return (
    <Section title="Distribution" actions={<span className="text-sm text-ink-muted">{rangeTitle(period)}</span>}>
      <QueryView
        query={distribution}
        skeleton={<ChartRowsSkeleton />}
        isEmpty={() => rows.length === 0}
        empty={<NothingInRange view={view} period={period} />}
      >
        {() => (
          <Stale isStale={distribution.isPlaceholderData}>
            <Suspense fallback={<ChartRowsSkeleton />}>
              {view.search.view === 'table' ? <DistributionTable {...chart} noteHeading="Validated" /> : <DistributionChart {...chart} />}
              <div className="mt-3 grid gap-1.5">
                {view.search.view !== 'table' && <SourceLegend />}
                <p className="text-xs text-ink-muted">The share weighs an update more than joining a project, and completing one most.</p>
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
    validated.map(({ skillId, proficiencyLevel, lastValidatedAt }) => [skillId, `${proficiencyLevel} · ${ageInWords(lastValidatedAt)}`]),
  );
}

/** Nothing is said of a validation until it is known. */
const withNote = (row: DistributionRow, levels: Levels): DistributionRow => ({
  ...row,
  note: levels ? (levels.get(row.skillId) ?? 'not validated') : ' ',
});
