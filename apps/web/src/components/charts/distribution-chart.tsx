import { plural, t } from '@lingui/core/macro';
import { useMemo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { inDigits, inPercent } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { ChartSurface, markAttributes, type Card } from './chart-surface.tsx';
import type { Mark } from './next-mark.ts';
import type { DistributionRow } from './distribution.ts';
import { signalsInWords } from './signals-in-words.ts';
import { SOURCES, sourceFill, sourceName, type Source } from './source-mark.ts';

export interface DistributionChartProps {
  label: string;
  rows: readonly DistributionRow[];
  /** The address of the signals in a bar: all of a skill, or those from one source. */
  hrefOf: (row: DistributionRow, source?: Source) => string;
  onOpen?: (row: DistributionRow, source?: Source) => void;
}

/** Horizontal bars on one scale, in the given order. Sources are stacked; count and share follow the bar. */
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
                aria-label={labelOf(row)}
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
                      aria-label={labelOf(row, source)}
                      className="flex h-full min-w-1 items-center hover:brightness-90"
                      style={{ flexGrow: count, flexBasis: 0 }}
                    >
                      <span className={cx('h-4 w-full rounded-[2px]', sourceFill[source])} />
                    </a>
                  );
                })}
              </div>
              <span className="text-sm whitespace-nowrap" aria-hidden="true">
                {inDigits(row.signals)} <span className="text-ink-faint">· {inPercent(row.share)}</span>
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

function labelOf(row: DistributionRow, source?: Source): string {
  const name = isolate(row.name);
  const signals = signalsInWords(source === undefined ? row.signals : row.bySource[source]);
  if (source === undefined) {
    const share = inPercent(row.share);
    return t({ message: `${name}: ${signals}, ${share}`, comment: 'A bar of a chart: "TypeScript: 12 signals, 23%"' });
  }
  const kind = sourceName(source);
  return t({ message: `${name}, ${kind}: ${signals}`, comment: 'A part of a bar: "TypeScript, Progress updates: 9 signals"' });
}

function cardOf(row: DistributionRow | undefined, source: Source | undefined): Card | undefined {
  if (!row) return undefined;
  const { name, signals, bySource } = row;
  const share = inPercent(row.share);
  const parts = SOURCES.filter((one) => bySource[one] > 0).map((one) => `${sourceName(one)}: ${inDigits(bySource[one])}`);
  if (source === undefined) return { title: name, value: signalsInWords(signals), lines: [t`${share} of the total`, ...parts] };
  return {
    title: name,
    value: signalsInWords(bySource[source]),
    lines: [sourceName(source), t`of ${plural(signals, { one: '# signal', other: '# signals' })} in total`],
  };
}
