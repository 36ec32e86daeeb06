import { t } from '@lingui/core/macro';
import type { TimelineEvent } from '@skilltrace/contract';
import { useMemo, useRef } from 'react';
import { ChartSurface, markAttributes, type Card } from '#components/charts/chart-surface.tsx';
import type { Mark } from '#components/charts/next-mark.ts';
import { Sentence } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { dayInWords, type Day } from '#lib/days.ts';
import { useWidth } from '#lib/use-width.ts';
import { ticksOf } from '../timeline/timeline-axis.ts';
import { LANES, marksOf, placeMarks, SYMBOL, type PlacedMark, type TimelineMark } from '../timeline/timeline-marks.ts';
import { causeInWords, eventInWords, laneName, markLabel } from '../timeline/timeline-words.ts';
import { TimelineSymbol } from './timeline-symbol.tsx';

export interface TimelineChartProps {
  label: string;
  /** Newest first. */
  events: readonly TimelineEvent[];
  firstDay: Day;
  lastDay: Day;
  /** Whether it shows one skill, so there are no events of projects. */
  isOfSkill: boolean;
  hrefOf: (mark: TimelineMark) => string;
  onOpen: (mark: TimelineMark) => void;
}

const ROW = 28;
const LANE_NAME = 20;
// The average width of a character at this size, and the longest label that is shown completely.
const CHARACTER = 6.5;
const LONGEST = 260;
const labelWidth = (mark: TimelineMark) => Math.min(LONGEST, markLabel(mark).length * CHARACTER + 8);
const MOST_LINES = 7;

/** The events of a range on one axis: projects above, levels below, each also if it is empty. Marks are links; labels appear where there is room. */
export function TimelineChart({ label, events, firstDay, lastDay, isOfSkill, hrefOf, onOpen }: TimelineChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const placed = useMemo(
    () => (width === undefined ? [] : placeMarks(marksOf(events), { firstDay, lastDay, width }, labelWidth)),
    [events, firstDay, lastDay, width],
  );
  const lanes = LANES.map((lane) => placed.filter((mark) => mark.lane === lane));
  const ticks = width === undefined ? [] : ticksOf(firstDay, lastDay, width);
  const markAt = ({ row, column }: Mark) => lanes[row]?.[column];
  return (
    <div ref={frame}>
      <ChartSurface
        label={label}
        cardOf={(mark) => cardOf(markAt(mark), lastDay)}
        onOpen={(mark) => {
          const opened = markAt(mark);
          if (opened) onOpen(opened);
        }}
      >
        {LANES.map((lane, row) => {
          const marks = lanes[row] ?? [];
          if (marks.length === 0 && isOfSkill) return null;
          const rows = Math.max(1, ...marks.map((mark) => mark.row + 1));
          return (
            <div key={lane} className="relative border-b border-line" style={{ height: LANE_NAME + rows * ROW + 4 }}>
              <span className="absolute start-0 top-0.5 text-[11px] text-ink-faint" aria-hidden="true">
                {laneName(lane)}
              </span>
              {ticks.map(({ at }) => (
                <span
                  key={at}
                  aria-hidden="true"
                  className="absolute inset-y-0 border-s border-line"
                  style={{ insetInlineStart: `${at * 100}%` }}
                />
              ))}
              {marks.map((mark, column) => (
                <MarkLink
                  key={`${mark.firstDay} ${mark.row} ${column}`}
                  mark={mark}
                  attributes={markAttributes(row, column)}
                  href={hrefOf(mark)}
                  lastDay={lastDay}
                />
              ))}
            </div>
          );
        })}
      </ChartSurface>
      <div aria-hidden="true" className="relative h-5 text-[11px] text-ink-faint">
        {ticks.map(({ at, text }) => (
          <span key={at} className="absolute top-0.5 whitespace-nowrap" style={{ insetInlineStart: `${at * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

interface MarkLinkProps {
  mark: PlacedMark;
  attributes: ReturnType<typeof markAttributes>;
  href: string;
  lastDay: Day;
}

function MarkLink({ mark, attributes, href, lastDay }: MarkLinkProps) {
  const isBefore = mark.label === 'before';
  const start = mark.at - SYMBOL / 2 - (isBefore ? labelWidth(mark) : 0);
  return (
    <a
      {...attributes}
      href={href}
      aria-label={labelOf(mark, lastDay)}
      className={cx('absolute flex h-6 items-center gap-1 rounded hover:bg-sunken', isBefore && 'flex-row-reverse')}
      style={{ insetInlineStart: start, top: LANE_NAME + mark.row * ROW, width: SYMBOL + (mark.label === 'hidden' ? 0 : labelWidth(mark)) }}
    >
      <TimelineSymbol events={mark.events} />
      {mark.label !== 'hidden' && (
        <span className="min-w-0 truncate text-xs">
          <Sentence>{markLabel(mark)}</Sentence>
        </span>
      )}
    </a>
  );
}

function daysInWords({ firstDay, lastDay }: TimelineMark, end: Day): string {
  const [from, to] = [dayInWords(firstDay, end), dayInWords(lastDay, end)];
  return firstDay === lastDay ? from : t({ message: `${from} to ${to}`, comment: 'Two days: "Nov 3 to Nov 9"' });
}

/** Begins with the visible label. */
function labelOf(mark: TimelineMark, end: Day): string {
  const [label, day] = [markLabel(mark), daysInWords(mark, end)];
  const by = mark.events.length === 1 && mark.events[0] ? causeInWords(mark.events[0]) : undefined;
  return by === undefined
    ? t({ message: `${label}, ${day}`, comment: 'An event on a timeline: "Joined Harbour, Nov 3"' })
    : t({ message: `${label}, ${day}, ${by}`, comment: 'An event on a timeline: "React: Advanced, Nov 3, by Lea Lead"' });
}

function cardOf(mark: PlacedMark | undefined, end: Day): Card | undefined {
  if (!mark) return undefined;
  const lines = mark.events.map(eventInWords);
  const more = lines.length - MOST_LINES;
  const shown =
    more > 0 ? [...lines.slice(0, MOST_LINES), t({ message: `and ${more} more`, comment: 'After the first lines of a list' })] : lines;
  return { title: markLabel(mark), value: daysInWords(mark, end), lines: shown };
}
