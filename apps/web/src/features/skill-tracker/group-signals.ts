import type { Signal } from '@skilltrace/contract';
import { localDay, type Day } from '#lib/days.ts';

/** One event, with the skills of all its signals. */
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

/** The heading of a day, in the viewer's time zone. */
interface SignalDay {
  kind: 'day';
  key: string;
  day: Day;
}

export type SignalRow = SignalDay | SignalEvent;

/**
 * Turns signals (newest first) into the rows of a list: one heading per day, one row per event. All signals of an update are one
 * event, and so are all signals of joining a project at one moment.
 *
 * @param hasMore the next page can have more signals of the last event, so it is left out until then, unless it is the only one
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

/** The ids of the updates among signals, without duplicates. */
export const updateIdsOf = (signals: readonly Signal[]): number[] => [
  ...new Set(signals.filter(({ sourceType }) => sourceType === 'update').map(({ sourceId }) => sourceId)),
];

/** The ids of the projects that were joined or completed, without duplicates. */
export const projectIdsOf = (signals: readonly Signal[]): number[] => [
  ...new Set(signals.filter(({ sourceType }) => sourceType === 'project').map(({ sourceId }) => sourceId)),
];
