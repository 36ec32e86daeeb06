import type { Signal } from '@skilltrace/contract';
import { localDay, type Day } from '#lib/days.ts';

/** What happened once, with all the skills that it left signals for. */
export interface SignalEvent {
  kind: 'event';
  key: string;
  sourceType: Signal['sourceType'];
  sourceId: number;
  signalType: Signal['signalType'];
  createdAt: string;
  recordedAt: string;
  skills: { id: number; name: string }[];
}

/** The heading of a day's events, in the viewer's zone. */
interface SignalDay {
  kind: 'day';
  key: string;
  day: Day;
}

export type SignalRow = SignalDay | SignalEvent;

/**
 * Signals, newest first, as the rows of a list: a heading a day, and a row an event. An update's signals are one event, as
 * are those of joining a project at a moment.
 *
 * @param hasMore the last event may go on with the next page: it is left out until then, unless it stands alone
 */
export function groupSignals(signals: readonly Signal[], hasMore = false): SignalRow[] {
  const events = new Map<string, SignalEvent>();
  for (const { sourceType, sourceId, signalType, createdAt, recordedAt, skillId, name } of signals) {
    const key = `${createdAt} ${sourceType} ${sourceId} ${signalType}`;
    const event = events.get(key) ?? { kind: 'event', key, sourceType, sourceId, signalType, createdAt, recordedAt, skills: [] };
    event.skills.push({ id: skillId, name });
    events.set(key, event);
  }
  const whole = [...events.values()];
  if (hasMore && whole.length > 1) whole.pop();
  const rows: SignalRow[] = [];
  let last: Day | undefined;
  for (const event of whole) {
    event.skills.sort((a, b) => (a.name < b.name ? -1 : 1));
    const day = localDay(new Date(event.createdAt));
    if (day !== last) rows.push({ kind: 'day', key: day, day });
    last = day;
    rows.push(event);
  }
  return rows;
}

/** The updates among signals, each once. */
export const updateIdsOf = (signals: readonly Signal[]): number[] => [
  ...new Set(signals.filter(({ sourceType }) => sourceType === 'update').map(({ sourceId }) => sourceId)),
];

/** The projects that were joined or completed, each once. */
export const projectIdsOf = (signals: readonly Signal[]): number[] => [
  ...new Set(signals.filter(({ sourceType }) => sourceType === 'project').map(({ sourceId }) => sourceId)),
];
