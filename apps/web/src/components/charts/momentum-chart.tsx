import { t } from '@lingui/core/macro';
import { useMemo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import type { Day } from '#lib/days.ts';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { daysOfBucket } from '#lib/time-range.ts';
import { isolate } from '#lib/isolate.ts';
import { total } from './comparison.ts';
import { beforeInWords, differenceInWords } from './comparison-words.ts';
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
  /** The row or the bar whose signals are listed below the charts. */
  chosen?: { skillId: number | undefined; days: readonly [first: Day, last: Day] | undefined } | undefined;
}

const columns = 'grid grid-cols-[minmax(0,7.5rem)_minmax(0,1fr)] items-center gap-3 sm:grid-cols-[minmax(0,8.5rem)_minmax(0,1fr)_8.25rem]';

/**
 * One row of bars per skill, all on one scale, and the last two weeks in words. If the range is compared with another period, outlined
 * bars behind have the signals of that period, and the words compare the two.
 */
export function MomentumChart({ label, momentum, today, hrefOf, onOpen, chosen }: MomentumChartProps) {
  const { rows, days, bucket } = momentum;
  const most = Math.max(1, ...rows.flatMap(({ counts, before = [] }) => [...counts, ...before]));
  const incompleteColumn = days.findIndex((day) => isIncomplete(day, bucket, today));

  const open = ({ row, column }: Mark) => rows[row] && days[column] !== undefined && onOpen?.(rows[row], days[column]);
  const cardOf = ({ row, column }: Mark): Card | undefined => {
    const [shown, day] = [rows[row], days[column]];
    if (!shown || day === undefined) return undefined;
    const period = bucketInWords(day, bucket, today);
    const before = shown.before?.[column];
    return {
      title: shown.name,
      value: signalsInWords(shown.counts[column] ?? 0),
      lines: [column === incompleteColumn ? t`${period}, so far` : period, ...(before === undefined ? [] : [beforeInWords(before)])],
    };
  };
  const [chosenSkill, chosenFirst, chosenLast] = [chosen?.skillId, chosen?.days?.[0], chosen?.days?.[1]];

  const list = useMemo(
    () => (
      <ul className="grid">
        {rows.map((row, index) => (
          <li key={row.skillId} className={cx(columns, 'h-11', row.skillId === chosenSkill && '-mx-2 rounded bg-accent-soft px-2')}>
            <div className="min-w-0 leading-tight">
              <div className="truncate font-medium">
                <UserText>{row.name}</UserText>
              </div>
              <div className="truncate text-[11px] text-ink-muted sm:hidden">{briefly(row)}</div>
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
                  before={row.before === undefined ? undefined : (row.before[column] ?? 0) / most}
                  isIncomplete={column === incompleteColumn}
                  isChosen={
                    row.skillId === chosenSkill &&
                    chosenFirst !== undefined &&
                    chosenLast !== undefined &&
                    isWithin(daysOfBucket(days[column] as Day, bucket), [chosenFirst, chosenLast])
                  }
                />
              ))}
            </div>
            <div className="line-clamp-2 text-sm leading-tight text-ink-muted max-sm:hidden">{inWords(row)}</div>
          </li>
        ))}
      </ul>
    ),
    [rows, days, bucket, today, hrefOf, most, incompleteColumn, chosenSkill, chosenFirst, chosenLast],
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

const isWithin = ([first, last]: [Day, Day], [from, to]: [Day, Day]) => from <= last && first <= to;

/** The last two weeks, or the whole range and the period that it is compared with. */
function inWords({ counts, before, current, previous }: MomentumRow): string {
  if (before === undefined) return weekInWords(current, previous);
  const [now, then] = [total(counts), total(before)];
  const [signals, earlier, difference] = [inDigits(now), beforeInWords(then), differenceInWords(now, then)];
  return t({ message: `${signals} (${earlier}), ${difference}`, comment: 'Signals in two periods: "12 (was 8), 4 more"' });
}

function briefly({ counts, before, current, previous }: MomentumRow): string {
  if (before === undefined) return weekBriefly(current, previous);
  const [signals, earlier] = [inDigits(total(counts)), beforeInWords(total(before))];
  return t({ message: `${signals} (${earlier})`, comment: 'Signals in two periods: "12 (was 8)"' });
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
  /** The height of the outlined bar; undefined without a comparison. */
  before: number | undefined;
  isIncomplete: boolean;
  isChosen: boolean;
}

/** The link covers the whole height of the row, so that a low bar is easy to hit. */
function Bar({ mark, href, label, height, before, isIncomplete: isLighter, isChosen }: BarProps) {
  const slot = 'relative flex h-full min-w-0 grow basis-0 items-end px-[0.5px]';
  const outline = before !== undefined && before > 0 && (
    <span className="absolute inset-x-px bottom-0 border border-b-0 border-ink-faint" style={{ height: `${before * 100}%` }} />
  );
  if (href === undefined)
    return (
      <span data-row={mark['data-row']} data-column={mark['data-column']} className={slot}>
        {outline}
      </span>
    );
  return (
    <a
      {...mark}
      href={href}
      aria-label={label}
      aria-current={isChosen ? 'true' : undefined}
      className={cx(slot, '-outline-offset-1 hover:bg-sunken', isChosen && 'ring-2 ring-accent')}
    >
      {outline}
      <span
        className={cx(
          'min-h-[3px]',
          before === undefined ? 'w-full' : 'mx-auto w-3/5',
          isChosen ? 'bg-accent' : isLighter ? 'border border-b-0 border-series-rest bg-series-rest/30' : 'bg-ink-muted',
        )}
        style={{ height: `${height * 100}%` }}
      />
    </a>
  );
}
