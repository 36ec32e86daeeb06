import type { Signal } from '@skilltrace/contract';

/** What happened once on a project, with all the skills that it left signals for. It names nobody. */
export interface TeamEvent {
  key: string;
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
export function groupEvents(signals: readonly Signal[], hasMore: boolean): TeamEvent[] {
  const events = new Map<string, TeamEvent>();
  for (const { userId, sourceType, sourceId, signalType, createdAt, skillId, name } of signals) {
    const key = [createdAt, userId, sourceType, sourceId, signalType].join(' ');
    const event = events.get(key) ?? { key, sourceType, sourceId, signalType, createdAt, skills: [] };
    event.skills.push({ id: skillId, name });
    events.set(key, event);
  }
  const whole = [...events.values()];
  if (hasMore && whole.length > 1) whole.pop();
  for (const { skills } of whole) skills.sort((a, b) => a.name.localeCompare(b.name));
  return whole;
}
