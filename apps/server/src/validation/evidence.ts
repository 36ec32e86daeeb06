import type { Evidence } from '@skilltrace/contract';
import { EVIDENCE_WEEKS } from '@skilltrace/domain/limits';
import { excerptOf } from './evidence-excerpt.js';

/** The evidence about one person, as the statement returns it: null where no skill has a signal. */
export interface EvidenceRow {
  figures: SkillFigures[] | null;
  /** The newest first. */
  recent: RecentSignal[] | null;
}

interface SkillFigures {
  skillId: number;
  signals: number;
  signalsSinceValidation: number;
  lastSignalAt: string;
  /** Only the weeks that hold something, as `[weeks ago, signals]`. */
  weekly: [number, number][];
}

type RecentSignal = Omit<Evidence['recent'][number], 'excerpt'> & { skillId: number; beginning: string | null };

/** The evidence for one skill as it is shown: every week, the oldest first, and excerpts in place of whole updates. */
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

/** Inside JSON, PostgreSQL writes a time in a form of its own: `2026-01-31T09:00:00+00:00`. */
export function isoTime(value: string): string {
  return new Date(value).toISOString();
}
