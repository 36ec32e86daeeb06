import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { addDays, weekdayBriefly, weekdayInWords, type Day } from '#lib/days.ts';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { isPageRightToLeft } from '#lib/i18n/page-locale.ts';
import { levelOf, type CalendarCell, type CalendarGrid } from './calendar.ts';
import { ChartSurface, markAttributes, type Card } from './chart-surface.tsx';
import type { Mark } from './next-mark.ts';
import { signalsInWords } from './signals-in-words.ts';

export interface CalendarChartProps {
  label: string;
  calendar: CalendarGrid;
  today: Day;
  hrefOf: (day: Day) => string;
  onOpen?: (day: Day) => void;
  /** The days whose signals are listed below. */
  chosen?: readonly [first: Day, last: Day] | undefined;
}

const LEVELS = ['bg-sunken', 'bg-ink-muted/35', 'bg-ink-muted/55', 'bg-ink-muted/75', 'bg-ink-muted'];
// Monday, Wednesday and Friday, because there is no room for all seven.
const LABELED_WEEKDAYS = [0, 2, 4];
const ANY_MONDAY: Day = '2024-01-01';

/** One column per week and one row per weekday; darker cells have more signals. A narrow chart scrolls and shows the newest weeks. */
export function CalendarChart({ label, calendar, today, hrefOf, onOpen, chosen }: CalendarChartProps) {
  const { weeks, cells, months, most } = calendar;
  const least = inDigits(1);
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const end = scroller.current?.scrollWidth ?? 0;
    scroller.current?.scrollTo({ left: isPageRightToLeft ? -end : end });
  }, [weeks]);

  const byMark = useMemo(() => new Map(cells.map((cell) => [`${cell.weekday} ${cell.week}`, cell])), [cells]);
  const cellAt = ({ row, column }: Mark) => byMark.get(`${row} ${column}`);
  const cardOf = (mark: Mark): Card | undefined => {
    const cell = cellAt(mark);
    return cell && { title: weekdayInWords(cell.day, today), value: signalsInWords(cell.signals) };
  };
  const open = (mark: Mark) => {
    const cell = cellAt(mark);
    if (cell) onOpen?.(cell.day);
  };

  const [chosenFirst, chosenLast] = chosen ?? [];
  const grid = useMemo(
    () => (
      <div
        className="grid w-full min-w-170 gap-[3px] text-[11px] text-ink-faint"
        style={{ gridTemplateColumns: `1.75rem repeat(${weeks}, minmax(0, 1fr))` }}
      >
        {months.map(({ week, text }) => (
          <span key={week} aria-hidden="true" className="row-start-1 h-4 w-0 whitespace-nowrap" style={{ gridColumnStart: week + 2 }}>
            {text}
          </span>
        ))}
        {LABELED_WEEKDAYS.map((weekday) => (
          <span key={weekday} aria-hidden="true" className="col-start-1 h-0 self-center leading-0" style={{ gridRowStart: weekday + 2 }}>
            {weekdayBriefly(addDays(ANY_MONDAY, weekday))}
          </span>
        ))}
        {cells.map((cell) => (
          <Cell
            key={cell.day}
            cell={cell}
            level={levelOf(cell.signals, most)}
            today={today}
            href={hrefOf(cell.day)}
            isChosen={chosenFirst !== undefined && chosenLast !== undefined && chosenFirst <= cell.day && cell.day <= chosenLast}
          />
        ))}
      </div>
    ),
    [weeks, cells, months, most, today, hrefOf, chosenFirst, chosenLast],
  );

  return (
    <>
      <ChartSurface label={label} cardOf={cardOf} onOpen={onOpen && open}>
        <div ref={scroller} className="overflow-x-auto py-1 pe-1">
          {grid}
        </div>
      </ChartSurface>
      <div className="mt-1 flex flex-wrap items-center gap-1.5 text-xs text-ink-muted">
        {most > 1 ? (
          <Trans comment="Legend of a calendar: shades from light to dark are between the two numbers">
            <span>{least} </span>
            <Shades levels={LEVELS.slice(1)} />
            <span>
              to <Plural value={most} one="# signal" other="# signals" /> per day
            </span>
          </Trans>
        ) : (
          <>
            <Shades levels={LEVELS.slice(0, 1)} />
            <span>
              <Trans>No signals</Trans>
            </span>
          </>
        )}
      </div>
    </>
  );
}

const Shades = ({ levels }: { levels: readonly string[] }) =>
  levels.map((level) => <span key={level} aria-hidden="true" className={cx('size-3 rounded-[2px]', level)} />);

interface CellProps {
  cell: CalendarCell;
  level: number;
  today: Day;
  href: string;
  isChosen: boolean;
}

function Cell({ cell: { day, signals, week, weekday }, level, today, href, isChosen }: CellProps) {
  const look = cx('aspect-square rounded-[2px]', LEVELS[level], isChosen && 'outline-2 outline-offset-0 outline-accent');
  const place = { gridRowStart: weekday + 2, gridColumnStart: week + 2 };
  if (signals === 0) return <span data-row={weekday} data-column={week} className={look} style={place} />;
  const date = weekdayInWords(day, today);
  return (
    <a
      {...markAttributes(weekday, week)}
      href={href}
      aria-label={t`${date}: ${plural(signals, { one: '# signal', other: '# signals' })}`}
      aria-current={isChosen ? 'true' : undefined}
      className={cx(look, !isChosen && 'outline-offset-1 hover:outline-1 hover:outline-ink')}
      style={place}
    />
  );
}
