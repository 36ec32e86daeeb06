import { useMemo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { plural } from '#lib/format/time.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { ChartSurface, markAttributes, type Card } from './chart-surface.tsx';
import type { Mark } from './next-mark.ts';
import { percent, type DistributionRow } from './distribution.ts';
import { SOURCES, sourceFill, sourceName, type Source } from './source-mark.ts';

export interface DistributionChartProps {
  label: string;
  rows: readonly DistributionRow[];
  /** The address of what a bar counts: all of a skill, or what comes from one source. */
  hrefOf: (row: DistributionRow, source?: Source) => string;
  onOpen?: (row: DistributionRow, source?: Source) => void;
}

/** Horizontal bars from zero on one scale, in the order handed in; sources stacked, number and share at the end of the bar. */
export function DistributionChart({ label, rows, hrefOf, onOpen }: DistributionChartProps) {
  const most = Math.max(1, ...rows.map(({ signals }) => signals));
  const sourceAt = (column: number): Source | undefined => SOURCES[column - 1];
  const open = ({ row, column }: Mark) => rows[row] && onOpen?.(rows[row], sourceAt(column));

  const list = useMemo(
    () => (
      <ul className="grid">
        {rows.map((row, index) => (
          <li
            key={row.skillId}
            className="grid h-13 content-center items-center sm:h-11 sm:grid-cols-[minmax(0,9.25rem)_minmax(0,1fr)] sm:gap-3"
          >
            <div className="flex min-w-0 items-baseline justify-between gap-3 leading-tight sm:block">
              <a
                {...markAttributes(index, 0)}
                href={hrefOf(row)}
                aria-label={`${isolate(row.name)}: ${plural(row.signals, 'signal')}, ${percent(row.share)}`}
                className="block truncate py-0.5 font-medium hover:underline"
              >
                <UserText>{row.name}</UserText>
              </a>
              {row.note !== undefined && <div className="truncate text-[11px] text-ink-faint">{row.note}</div>}
            </div>
            <div className="flex items-center gap-2">
              <div className="flex h-6 shrink-0 items-center gap-px" style={{ width: `calc((100% - 5.5rem) * ${row.signals / most})` }}>
                {SOURCES.map((source, column) => {
                  const count = row.bySource[source];
                  if (count === 0) return null;
                  return (
                    <a
                      key={source}
                      {...markAttributes(index, column + 1)}
                      href={hrefOf(row, source)}
                      aria-label={`${isolate(row.name)}, ${sourceName[source].toLowerCase()}: ${plural(count, 'signal')}`}
                      className="flex h-full min-w-1 items-center hover:brightness-90"
                      style={{ flexGrow: count, flexBasis: 0 }}
                    >
                      <span className={cx('h-4 w-full rounded-[2px]', sourceFill[source])} />
                    </a>
                  );
                })}
              </div>
              <span className="text-sm whitespace-nowrap" aria-hidden="true">
                {inDigits(row.signals)} <span className="text-ink-faint">· {percent(row.share)}</span>
              </span>
            </div>
          </li>
        ))}
      </ul>
    ),
    [rows, most, hrefOf],
  );

  return (
    <ChartSurface label={label} cardOf={({ row, column }) => cardOf(rows[row], sourceAt(column))} onOpen={onOpen && open}>
      {list}
    </ChartSurface>
  );
}

function cardOf(row: DistributionRow | undefined, source: Source | undefined): Card | undefined {
  if (!row) return undefined;
  const share = `${percent(row.share)} of the whole`;
  const bySource = SOURCES.filter((one) => row.bySource[one] > 0).map((one) => `${sourceName[one]}: ${inDigits(row.bySource[one])}`);
  if (source === undefined) return { title: row.name, value: plural(row.signals, 'signal'), lines: [share, ...bySource] };
  return {
    title: row.name,
    value: plural(row.bySource[source], 'signal'),
    lines: [sourceName[source], `of ${plural(row.signals, 'signal')} in all`],
  };
}
