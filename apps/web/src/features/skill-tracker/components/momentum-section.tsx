import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MomentumBucket, SkillMomentum } from '@skilltrace/contract';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { hasComparedBars, withComparedBars } from '#components/charts/comparison.ts';
import { ComparedBarsNote } from '#components/charts/comparison-note.tsx';
import { MomentumChart, MomentumTable } from '#components/charts/lazy-charts.ts';
import { momentumOf, type MomentumRow } from '#components/charts/momentum.ts';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import type { Day } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { momentumQuery } from '../api/momentum.ts';
import type { TrackerView } from '../tracker-search.ts';
import { ChartRowsSkeleton } from './chart-rows-skeleton.tsx';
import { NothingInRange } from './nothing-in-range.tsx';
import { Stale } from '#components/charts/stale.tsx';

export interface MomentumSectionProps {
  view: TrackerView;
  period: Period;
  /** The period that the range is compared with. */
  compared: Period | undefined;
  momentum: UseQueryResult<SkillMomentum>;
  /** The maximum number of skills. */
  most: number;
  chosen: { skillId: number | undefined; days: readonly [Day, Day] | undefined };
  onOpen: (changes: TrackerView['search']) => void;
}

/** Signals over time, by skill. */
export function MomentumSection({ view, period, compared, momentum, most, chosen, onOpen }: MomentumSectionProps) {
  const { data } = momentum;
  const isEverything = period.firstDay === undefined;
  const isDrawn = compared !== undefined && hasComparedBars(compared);
  const before = useQuery({ ...momentumQuery(view.personId, compared ?? period, 'day', view.search.project), enabled: isDrawn });
  // While another period loads, its predecessor would be drawn at the wrong days.
  const earlier = isDrawn && !before.isPlaceholderData ? before.data : undefined;
  const shown = useMemo(() => {
    if (!data) return undefined;
    const all = momentumOf(data, isEverything);
    const both = earlier && compared ? withComparedBars(all, period, { answer: earlier, period: compared }) : all;
    return { ...both, rows: both.rows.slice(0, most) };
  }, [data, isEverything, most, earlier, compared, period]);
  const { hrefOf } = view;
  const bucket = shown?.bucket ?? 'week';
  const address = useCallback((row: MomentumRow, day: Day) => hrefOf(filterOf(row, day, bucket)), [hrefOf, bucket]);
  const isPast = period.to !== undefined;
  return (
    <Section
      title={t`Momentum`}
      actions={
        <span className="flex items-center gap-2 text-sm text-ink-muted">
          {titleOf(bucket)}
          <DownloadCsv query={momentumQuery(view.personId, period, bucket, view.search.project)} label={t`Download momentum as CSV`} />
        </span>
      }
    >
      <QueryView
        query={momentum}
        skeleton={<ChartRowsSkeleton />}
        isEmpty={({ series }) => series.length === 0}
        empty={<NothingInRange view={view} period={period} />}
      >
        {() => {
          if (!shown) return null;
          const chart = {
            label: labelOf(bucket),
            momentum: shown,
            today: period.today,
            hrefOf: address,
            chosen,
            onOpen: (row: MomentumRow, day: Day) => onOpen(filterOf(row, day, bucket)),
          };
          return (
            <Stale isStale={momentum.isPlaceholderData}>
              <Suspense fallback={<ChartRowsSkeleton />}>
                {view.search.view === 'table' ? <MomentumTable {...chart} /> : <MomentumChart {...chart} />}
                {compared && view.search.view !== 'table' && <ComparedBarsNote compared={compared} isDrawn={isDrawn} query={before} />}
                {isPast && compared === undefined && (
                  <p className="mt-1 text-xs text-ink-muted">
                    <Trans>The text next to each row compares the last 7 days with the 7 days before, not the selected range.</Trans>
                  </p>
                )}
              </Suspense>
            </Stale>
          );
        }}
      </QueryView>
    </Section>
  );
}

const filterOf = ({ skillId }: MomentumRow, on: Day, span: MomentumBucket) => ({ skill: skillId, source: undefined, on, span });

const titleOf = (bucket: MomentumBucket) =>
  bucket === 'day' ? t`Signals per day` : bucket === 'week' ? t`Signals per week` : t`Signals per month`;

const labelOf = (bucket: MomentumBucket) =>
  bucket === 'day' ? t`Signals per day by skill` : bucket === 'week' ? t`Signals per week by skill` : t`Signals per month by skill`;
