import { DEFAULT_WEIGHTS, type SignalSourceType, type SignalType } from '@skilltrace/domain/signals/signal';
import type { Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';

/** An event and the skills for which it counts. */
export interface SkillSignals {
  userId?: number | null;
  sourceType?: SignalSourceType | null;
  /** The project or the progress update that the event is about. */
  sourceId?: number | null;
  signalType?: SignalType | null;
  /** Where the call comes from, for readers of the code. It is not stored in the ledger. */
  context?: string;
  /** The declared skills of the project. Duplicates are ignored, and an empty list emits nothing. */
  skillIds?: readonly number[];
  weight?: number;
  /** ISO 8601, when the work happened. If undefined, the database uses the time of the event. */
  createdAt?: string;
  /** The caller's open transaction, so that the event and its signals commit together. */
  connection: Transaction;
}

const EMIT = {
  name: 'emit_skill_signals',
  text: 'SELECT emit_skill_signals($1, $2, $3, $4, $5, $6, $7) AS emitted',
};
const EMIT_IN_BULK = {
  name: 'emit_skill_signals_in_bulk',
  text: 'SELECT emit_skill_signals_in_bulk($1, $2, $3, $4, $5, $6, $7) AS emitted',
};

/**
 * The only way to write to the signal ledger. Adds one signal per skill. Existing signals stay unchanged.
 *
 * Does nothing if `userId`, `sourceType`, `sourceId` or `signalType` is missing, if there are no skills, and for mentorship.
 * Rejects a skill that the project does not declare (SKILL_OUTSIDE_SCOPE) and an event that did not happen (CONFLICT), and then
 * writes nothing.
 *
 * @returns the number of new signals
 */
export async function emitSkillSignals(signals: SkillSignals): Promise<number> {
  const { userId, sourceType, sourceId, signalType, skillIds = [], createdAt } = signals;
  if (userId == null || sourceId == null || !sourceType || !signalType) return 0;
  if (sourceType === 'mentorship') return 0;
  const skills = [...new Set(skillIds)];
  if (skills.length === 0) return 0;
  const weight = signals.weight ?? DEFAULT_WEIGHTS[signalType];
  const parameters = [userId, sourceType, sourceId, signalType, skills, weight, createdAt ?? null];
  return singleRow(await signals.connection.query<{ emitted: number }>(EMIT, parameters)).emitted;
}

/** One person's part in an event that affects many people, such as a completed project or a directory import. */
export interface PersonInEvent {
  userId: number;
  projectId: number;
  skillIds: readonly number[];
}

/** Like `emitSkillSignals`, but for many people in one statement. The same rules apply to each person. */
export async function emitProjectSignals(
  connection: Transaction,
  signalType: 'joined' | 'completed',
  people: readonly PersonInEvent[],
): Promise<number> {
  const rows = people.flatMap(({ userId, projectId, skillIds }) =>
    [...new Set(skillIds)].map((skillId) => ({ userId, projectId, skillId })),
  );
  if (rows.length === 0) return 0;
  const parameters = [
    rows.map((row) => row.userId),
    'project',
    rows.map((row) => row.projectId),
    signalType,
    rows.map((row) => row.skillId),
    DEFAULT_WEIGHTS[signalType],
    // The database uses the time of the event.
    rows.map(() => null),
  ];
  return singleRow(await connection.query<{ emitted: number }>(EMIT_IN_BULK, parameters)).emitted;
}
