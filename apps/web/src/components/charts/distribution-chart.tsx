import { plural, t } from '@lingui/core/macro';
import { useMemo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { inDigits, inPercent, inSignedDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { beforeInWords, differenceInWords } from './comparison-words.ts';
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
  /** The bar, or the part of a bar, whose signals are listed below the charts. */
  chosen?: { skillId: number | undefined; source: Source | undefined } | undefined;
}

/**
 * Horizontal bars on one scale, in the given order. Sources are stacked; count and share follow the bar. An outlined bar below has the
 * signals of the period that the range is compared with.
 */
export function DistributionChart({ label, rows, hrefOf, onOpen, chosen }: DistributionChartProps) {
  const most = Math.max(1, ...rows.map(({ signals, before = 0 }) => Math.max(signals, before)));
  const isCompared = rows.some(({ before }) => before !== undefined);
  const [chosenSkill, chosenSource] = [chosen?.skillId, chosen?.source];
  const sourceAt = (column: number): Source | undefined => SOURCES[column - 1];
  const open = ({ row, column }: Mark) => rows[row] && onOpen?.(rows[row], sourceAt(column));

  const list = useMemo(
    () => (
      <ul className="grid">
        {rows.map((row, index) => (
          <li
            key={row.skillId}
            className={cx(
              'grid h-13 content-center items-center sm:h-11 sm:grid-cols-[minmax(0,9.25rem)_minmax(0,1fr)] sm:gap-3',
              row.skillId === chosenSkill && '-mx-2 rounded bg-accent-soft px-2',
            )}
          >
            <div className="flex min-w-0 items-baseline justify-between gap-3 leading-tight sm:block">
              {row.signals === 0 ? (
                <span data-row={index} data-column={0} className="block truncate py-0.5 font-medium">
                  <UserText>{row.name}</UserText>
                  <span className="sr-only">: {labelOf(row)}</span>
                </span>
              ) : (
                <a
                  {...markAttributes(index, 0)}
                  href={hrefOf(row)}
                  aria-label={labelOf(row)}
                  aria-current={row.skillId === chosenSkill && chosenSource === undefined ? 'true' : undefined}
                  className="block truncate py-0.5 font-medium hover:underline"
                >
                  <UserText>{row.name}</UserText>
                </a>
              )}
              {row.note !== undefined && <div className="truncate text-[11px] text-ink-faint">{row.note}</div>}
            </div>
            <div className="flex items-center gap-2">
              <div className="relative grow">
                <div className="flex h-6 items-center gap-px" style={{ width: `${(row.signals / most) * 100}%` }}>
                  {SOURCES.map((source, column) => {
                    const count = row.bySource[source];
                    if (count === 0) return null;
                    return (
                      <a
                        key={source}
                        {...markAttributes(index, column + 1)}
                        href={hrefOf(row, source)}
                        aria-label={labelOf(row, source)}
                        aria-current={row.skillId === chosenSkill && source === chosenSource ? 'true' : undefined}
                        className="flex h-full min-w-1 items-center hover:brightness-90"
                        style={{ flexGrow: count, flexBasis: 0 }}
                      >
                        <span
                          className={cx(
                            'w-full rounded-[2px]',
                            isCompared ? 'mb-1.5 h-3.5' : 'h-4',
                            sourceFill[source],
                            row.skillId === chosenSkill && source === chosenSource && 'outline-2 outline-offset-1 outline-accent',
                          )}
                        />
                      </a>
                    );
                  })}
                </div>
                {row.before !== undefined && <BeforeBar width={row.before / most} />}
              </div>
              <span className={cx('shrink-0 text-sm leading-tight whitespace-nowrap', isCompared ? 'w-28' : 'w-20')} aria-hidden="true">
                {inDigits(row.signals)} <span className="text-ink-faint">· {inPercent(row.share)}</span>
                {row.before !== undefined && (
                  <span className="block truncate text-[11px] text-ink-muted">
                    {beforeInWords(row.before)} · {inSignedDigits(row.signals - row.before)}
                  </span>
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
    ),
    [rows, most, hrefOf, isCompared, chosenSkill, chosenSource],
  );

  return (
    <ChartSurface label={label} cardOf={({ row, column }) => cardOf(rows[row], sourceAt(column))} onOpen={onOpen && open}>
      {list}
    </ChartSurface>
  );
}

const BeforeBar = ({ width }: { width: number }) => (
  <span
    aria-hidden="true"
    className="absolute bottom-0 h-1.5 rounded-[2px] border border-ink-faint"
    style={{ width: `${width * 100}%`, borderWidth: width === 0 ? 0 : undefined }}
  />
);

function labelOf(row: DistributionRow, source?: Source): string {
  const name = isolate(row.name);
  const signals = signalsInWords(source === undefined ? row.signals : row.bySource[source]);
  if (source === undefined) {
    const share = inPercent(row.share);
    if (row.before !== undefined) {
      const [before, difference] = [beforeInWords(row.before), differenceInWords(row.signals, row.before)];
      return t({
        message: `${name}: ${signals}, ${share}, ${before}, ${difference}`,
        comment: 'A bar of a chart: "TypeScript: 12 signals, 23%, was 8, 4 more"',
      });
    }
    return t({ message: `${name}: ${signals}, ${share}`, comment: 'A bar of a chart: "TypeScript: 12 signals, 23%"' });
  }
  const kind = sourceName(source);
  return t({ message: `${name}, ${kind}: ${signals}`, comment: 'A part of a bar: "TypeScript, Progress updates: 9 signals"' });
}

function cardOf(row: DistributionRow | undefined, source: Source | undefined): Card | undefined {
  if (!row) return undefined;
  const { name, signals, bySource } = row;
  const share = inPercent(row.share);
  const compared = row.before === undefined ? [] : [`${beforeInWords(row.before)} · ${differenceInWords(signals, row.before)}`];
  const parts = SOURCES.filter((one) => bySource[one] > 0).map((one) => `${sourceName(one)}: ${inDigits(bySource[one])}`);
  if (source === undefined)
    return { title: name, value: signalsInWords(signals), lines: [t`${share} of the total`, ...parts, ...compared] };
  return {
    title: name,
    value: signalsInWords(bySource[source]),
    lines: [sourceName(source), t`of ${plural(signals, { one: '# signal', other: '# signals' })} in total`],
  };
}
