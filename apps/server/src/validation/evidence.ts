import type { Evidence } from '@skilltrace/contract';
import { EVIDENCE_WEEKS } from '@skilltrace/domain/limits';
import { excerptOf } from './evidence-excerpt.js';

/** The evidence about one person as the statement returns it. Null if no skill has a signal. */
export interface EvidenceRow {
  figures: SkillFigures[] | null;
  /** Newest first. */
  recent: RecentSignal[] | null;
}

interface SkillFigures {
  skillId: number;
  signals: number;
  signalsSinceValidation: number;
  lastSignalAt: string;
  /** Only the weeks with signals, as `[weeks ago, signals]`. */
  weekly: [number, number][];
}

type RecentSignal = Omit<Evidence['recent'][number], 'excerpt'> & { skillId: number; beginning: string | null };

/** Converts the evidence for one skill to the contract: all weeks, oldest first, and excerpts instead of whole updates. */
export function evidenceFor(skillId: number, { figures, recent }: EvidenceRow): Evidence {
  const found = figures?.find((figure) => figure.skillId === skillId);
  const weekly = Array.from({ length: EVIDENCE_WEEKS }, () => 0);
  for (const [weeksAgo, signals] of found?.weekly ?? []) weekly[EVIDENCE_WEEKS - 1 - weeksAgo] = signals;
  return {
    signalsSinceValidation: found?.signalsSinceValidation ?? 0,
    signals: found?.signals ?? 0,
    lastSignalAt: found ? isoTime(found.lastSignalAt) : null,
    weekly,
    recent: (recent ?? []).filter((signal) => signal.skillId === skillId).map(toShown),
  };
}

function toShown({
  sourceType,
  sourceId,
  signalType,
  projectId,
  projectName,
  beginning,
  createdAt,
}: RecentSignal): Evidence['recent'][number] {
  const excerpt = beginning === null ? null : excerptOf(beginning);
  return { sourceType, sourceId, signalType, projectId, projectName, excerpt, createdAt: isoTime(createdAt) };
}

/** Converts the time format that PostgreSQL uses in JSON: `2026-01-31T09:00:00+00:00`. */
export function isoTime(value: string): string {
  return new Date(value).toISOString();
}
