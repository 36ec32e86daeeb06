import type { Signal } from '@skilltrace/contract';

/** What somebody did once, with all the skills that it left signals for. */
export interface GroupEvent {
  key: string;
  userId: number;
  sourceType: Signal['sourceType'];
  sourceId: number;
  signalType: Signal['signalType'];
  createdAt: string;
  skills: { id: number; name: string }[];
}

/**
 * Signals, newest first, as what they came from: an update, somebody's joining, somebody's completing.
 *
 * @param hasMore the last event may go on with the next page: it is left out until then, unless it stands alone
 */
export function groupEvents(signals: readonly Signal[], hasMore: boolean): GroupEvent[] {
  const events = new Map<string, GroupEvent>();
  for (const { userId, sourceType, sourceId, signalType, createdAt, skillId, name } of signals) {
    const key = [createdAt, userId, sourceType, sourceId, signalType].join(' ');
    const event = events.get(key) ?? { key, userId, sourceType, sourceId, signalType, createdAt, skills: [] };
    event.skills.push({ id: skillId, name });
    events.set(key, event);
  }
  const whole = [...events.values()];
  if (hasMore && whole.length > 1) whole.pop();
  for (const { skills } of whole) skills.sort((a, b) => a.name.localeCompare(b.name));
  return whole;
}

const idsOf = (signals: readonly Signal[], sourceType: Signal['sourceType']) => [
  ...new Set(signals.filter((signal) => signal.sourceType === sourceType).map(({ sourceId }) => sourceId)),
];

/** What the events of a page are about, each once: whose they are, which updates, which projects were joined or completed. */
export const namedIn = (signals: readonly Signal[]) => ({
  people: [...new Set(signals.map(({ userId }) => userId))],
  updates: idsOf(signals, 'update'),
  projects: idsOf(signals, 'project'),
});
