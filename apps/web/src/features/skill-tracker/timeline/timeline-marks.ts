import type { TimelineEvent } from '@skilltrace/contract';
import { daysBetween, localDay, type Day } from '#lib/days.ts';

export const LANES = ['projects', 'levels'] as const;
export type Lane = (typeof LANES)[number];

export const laneOf = ({ skillId }: Pick<TimelineEvent, 'skillId'>): Lane => (skillId === null ? 'projects' : 'levels');

/** One event, or several that are too close to each other for marks of their own. */
export interface TimelineMark {
  lane: Lane;
  firstDay: Day;
  lastDay: Day;
  /** Oldest first. */
  events: TimelineEvent[];
}

export interface PlacedMark extends TimelineMark {
  /** From 0, downwards within the lane. */
  row: number;
  /** The middle of the symbol, in pixels from the beginning of the axis. */
  at: number;
  /** The label is beside the symbol: after it, or before it at the end of the axis. */
  label: 'after' | 'before' | 'hidden';
}

/** The events of each lane, oldest first. Events of one kind on one day share a mark, such as the levels in an imported file. */
export function marksOf(events: readonly TimelineEvent[]): TimelineMark[] {
  const marks = new Map<string, TimelineMark>();
  for (const event of events.toReversed()) {
    const [lane, day] = [laneOf(event), localDay(new Date(event.at))];
    const key = [lane, day, event.kind, event.isImported].join(' ');
    const mark = marks.get(key);
    if (mark) mark.events.push(event);
    else marks.set(key, { lane, firstDay: day, lastDay: day, events: [event] });
  }
  return [...marks.values()];
}

export const SYMBOL = 24;
const GAP = 6;
const MOST_ROWS = 3;

interface Box {
  from: number;
  to: number;
}

/**
 * Places marks so that neither symbols nor labels overlap: each in the first row of its lane with room for its label, else with room
 * for its symbol. A mark without room joins the nearest one.
 *
 * @param labelWidth the width of the label of a mark, in pixels
 */
export function placeMarks(
  marks: readonly TimelineMark[],
  axis: { firstDay: Day; lastDay: Day; width: number },
  labelWidth: (mark: TimelineMark) => number,
): PlacedMark[] {
  const placed: PlacedMark[] = [];
  const taken = new Map<string, Box[]>();
  const days = daysBetween(axis.firstDay, axis.lastDay) + 1;
  for (const mark of marks) {
    const middle = ((daysBetween(axis.firstDay, mark.firstDay) + 0.5) / days) * axis.width;
    const at = Math.max(SYMBOL / 2, Math.min(axis.width - SYMBOL / 2, middle));
    const place = placeOf(mark, at, axis.width, labelWidth(mark), taken);
    if (place) placed.push({ ...mark, events: [...mark.events], at, ...place });
    else joinNearest(mark, at, placed);
  }
  return placed;
}

function placeOf({ lane }: TimelineMark, at: number, width: number, label: number, taken: Map<string, Box[]>) {
  const symbol = { from: at - SYMBOL / 2, to: at + SYMBOL / 2 };
  const boxes: [PlacedMark['label'], Box][] = [
    ['after', { from: symbol.from, to: symbol.to + label }],
    ['before', { from: symbol.from - label, to: symbol.to }],
    ['hidden', symbol],
  ];
  for (const [side, box] of boxes) {
    if (box.from < 0 || box.to > width) continue;
    for (let row = 0; row < MOST_ROWS; row += 1) {
      const others = taken.get(`${lane} ${row}`) ?? [];
      if (others.some(({ from, to }) => box.from < to + GAP && box.to + GAP > from)) continue;
      taken.set(`${lane} ${row}`, [...others, box]);
      return { row, label: side };
    }
  }
  return undefined;
}

function joinNearest(mark: TimelineMark, at: number, placed: PlacedMark[]) {
  const inLane = placed.filter(({ lane }) => lane === mark.lane);
  const nearest = inLane.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  if (!nearest) return;
  nearest.events.push(...mark.events);
  nearest.lastDay = mark.lastDay;
  // Its label named only the first of the events.
  nearest.label = 'hidden';
}
