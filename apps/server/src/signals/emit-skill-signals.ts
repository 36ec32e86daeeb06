import { DEFAULT_WEIGHTS, type SignalSourceType, type SignalType } from '@skilltrace/domain/signals/signal';
import type { Transaction } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';

/** An event that happened, and the skills that it is to be held for. */
export interface SkillSignals {
  userId?: number | null;
  sourceType?: SignalSourceType | null;
  /** The project or the progress update that the event is about. */
  sourceId?: number | null;
  signalType?: SignalType | null;
  /** Where the call comes from, for whoever reads the code; it never reaches the ledger. */
  context?: string;
  /** The skills that the project declares; duplicates are dropped, an empty list emits nothing. */
  skillIds?: readonly number[];
  weight?: number;
  /** ISO 8601; when the work happened. Left out, the database takes the time of the event itself. */
  createdAt?: string;
  /** The caller's open transaction: the event and its signals commit together or not at all. */
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
 * The only road into the signal ledger. Appends one signal a skill; what stands already is left as it is.
 *
 * Does nothing where `userId`, `sourceType`, `sourceId` or `signalType` is missing, where there are no skills, and for
 * mentorship, whatever is handed in. A skill that the project does not declare is refused (SKILL_OUTSIDE_SCOPE), as is
 * an event that did not happen (CONFLICT); nothing is written then.
 *
 * @returns how many signals were new
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

/** One person's part in an event that concerns many: a completed project, a synced directory. */
export interface PersonInEvent {
  userId: number;
  projectId: number;
  skillIds: readonly number[];
}

/** `emitSkillSignals` for many people at once, in one statement; the same rules hold for each. */
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
    // The database takes the time of the event itself.
    rows.map(() => null),
  ];
  return singleRow(await connection.query<{ emitted: number }>(EMIT_IN_BULK, parameters)).emitted;
}
