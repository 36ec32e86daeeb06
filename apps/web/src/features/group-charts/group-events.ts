import type { Signal } from '@skilltrace/contract';

/** One action of a person, with all skills for which it created signals. */
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
 * Groups signals, newest first, by the action that created them: an update, joining or completing a project.
 *
 * @param hasMore the next page may continue the last event, so that event is left out unless it is the only one
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

/** The ids of the people, updates and projects in a page of signals, without duplicates. */
export const referencedIds = (signals: readonly Signal[]) => ({
  people: [...new Set(signals.map(({ userId }) => userId))],
  updates: idsOf(signals, 'update'),
  projects: idsOf(signals, 'project'),
});
