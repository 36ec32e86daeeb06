import { t } from '@lingui/core/macro';
import { useMemo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import type { Day } from '#lib/days.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { ChartSurface, markAttributes, type Card } from './chart-surface.tsx';
import { axisLabels, bucketInWords, isIncomplete, type Momentum, type MomentumRow } from './momentum.ts';
import { incompleteInWords, scaleInWords, weekBriefly, weekInWords } from './momentum-words.ts';
import type { Mark } from './next-mark.ts';
import { signalsInWords } from './signals-in-words.ts';

export interface MomentumChartProps {
  label: string;
  momentum: Momentum;
  /** The day that counts as today. Its bucket is drawn lighter, because it is incomplete. */
  today: Day;
  /** The address of the signals in a bar. */
  hrefOf: (row: MomentumRow, day: Day) => string;
  onOpen?: (row: MomentumRow, day: Day) => void;
}

const columns = 'grid grid-cols-[minmax(0,7.5rem)_minmax(0,1fr)] items-center gap-3 sm:grid-cols-[minmax(0,8.5rem)_minmax(0,1fr)_8.25rem]';

/** One row of bars per skill, all on one scale, and the last two weeks in words. */
export function MomentumChart({ label, momentum, today, hrefOf, onOpen }: MomentumChartProps) {
  const { rows, days, bucket } = momentum;
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  const incompleteColumn = days.findIndex((day) => isIncomplete(day, bucket, today));

  const open = ({ row, column }: Mark) => rows[row] && days[column] !== undefined && onOpen?.(rows[row], days[column]);
  const cardOf = ({ row, column }: Mark): Card | undefined => {
    const [shown, day] = [rows[row], days[column]];
    if (!shown || day === undefined) return undefined;
    const period = bucketInWords(day, bucket, today);
    return {
      title: shown.name,
      value: signalsInWords(shown.counts[column] ?? 0),
      lines: [column === incompleteColumn ? t`${period}, so far` : period],
    };
  };

  const list = useMemo(
    () => (
      <ul className="grid">
        {rows.map((row, index) => (
          <li key={row.skillId} className={cx(columns, 'h-11')}>
            <div className="min-w-0 leading-tight">
              <div className="truncate font-medium">
                <UserText>{row.name}</UserText>
              </div>
              <div className="truncate text-[11px] text-ink-muted sm:hidden">{weekBriefly(row.current, row.previous)}</div>
            </div>
            <div className="flex h-8 items-end border-b border-line">
              {row.counts.map((count, column) => (
                <Bar
                  key={days[column]}
                  mark={markAttributes(index, column)}
                  href={count === 0 ? undefined : hrefOf(row, days[column] as Day)}
                  label={
                    count === 0
                      ? ''
                      : labelOf(row.name, bucketInWords(days[column] as Day, bucket, today), count, column === incompleteColumn)
                  }
                  height={count / most}
                  isIncomplete={column === incompleteColumn}
                />
              ))}
            </div>
            <div className="line-clamp-2 text-sm leading-tight text-ink-muted max-sm:hidden">{weekInWords(row.current, row.previous)}</div>
          </li>
        ))}
      </ul>
    ),
    [rows, days, bucket, today, hrefOf, most, incompleteColumn],
  );

  return (
    <>
      <ChartSurface label={label} cardOf={cardOf} onOpen={onOpen && open}>
        {list}
      </ChartSurface>
      <div aria-hidden="true" className={cx(columns, 'h-5')}>
        <span />
        <div className="relative h-4 text-[11px] text-ink-faint">
          {axisLabels(momentum).map(({ at, text }) => (
            <span key={at} className="absolute whitespace-nowrap nth-[even]:max-sm:hidden" style={{ insetInlineStart: `${at * 100}%` }}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <p className="mt-2 text-xs text-ink-muted">
        {scaleInWords(bucket, most)} {incompleteColumn >= 0 && incompleteInWords(bucket)}
      </p>
    </>
  );
}

function labelOf(skill: string, period: string, count: number, isIncompleteBucket: boolean): string {
  const [name, signals] = [isolate(skill), signalsInWords(count)];
  return isIncompleteBucket
    ? t({
        message: `${name}, ${period}: ${signals} so far`,
        comment: 'The bar of the current week: "TypeScript, Week of 3 Nov: 4 signals so far"',
      })
    : t({ message: `${name}, ${period}: ${signals}`, comment: 'A bar of a chart: "TypeScript, Week of 3 Nov: 4 signals"' });
}

interface BarProps {
  mark: ReturnType<typeof markAttributes>;
  /** Undefined for an empty bucket. */
  href: string | undefined;
  label: string;
  height: number;
  isIncomplete: boolean;
}

/** The link covers the whole height of the row, so that a low bar is easy to hit. */
function Bar({ mark, href, label, height, isIncomplete: isLighter }: BarProps) {
  const slot = 'flex h-full min-w-0 grow basis-0 items-end px-[0.5px]';
  if (href === undefined) return <span data-row={mark['data-row']} data-column={mark['data-column']} className={slot} />;
  return (
    <a {...mark} href={href} aria-label={label} className={cx(slot, '-outline-offset-1 hover:bg-sunken')}>
      <span
        className={cx('min-h-[3px] w-full', isLighter ? 'border border-b-0 border-series-rest bg-series-rest/30' : 'bg-ink-muted')}
        style={{ height: `${height * 100}%` }}
      />
    </a>
  );
}
