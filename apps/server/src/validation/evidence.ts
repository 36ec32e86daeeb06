import { EVIDENCE_WEEKS, type Evidence } from '@skilltrace/contract';
import { excerptOf } from './evidence-excerpt.js';

/** Evidence as the statement returns it: without signals, `weekly` and `recent` are null. */
export interface EvidenceRow {
  signals: number;
  signalsSinceValidation: number;
  lastSignalAt: string | null;
  /** Only the weeks that hold something, as `[weeks ago, signals]`. */
  weekly: [number, number][] | null;
  recent: RecentSignalRow[] | null;
}

type RecentSignalRow = Omit<Evidence['recent'][number], 'excerpt'> & { beginning: string | null };

/** Evidence as it is shown: every week, the oldest first, and excerpts in place of whole updates. */
export function toEvidence({ signals, signalsSinceValidation, lastSignalAt, weekly, recent }: EvidenceRow): Evidence {
  const counts = Array.from({ length: EVIDENCE_WEEKS }, () => 0);
  for (const [weeksAgo, count] of weekly ?? []) counts[EVIDENCE_WEEKS - 1 - weeksAgo] = count;
  return {
    signalsSinceValidation,
    signals,
    lastSignalAt,
    weekly: counts,
    recent: (recent ?? []).map(({ sourceType, sourceId, signalType, projectName, beginning, createdAt }) => ({
      sourceType,
      sourceId,
      signalType,
      projectName,
      excerpt: beginning === null ? null : excerptOf(beginning),
      // Inside JSON, PostgreSQL writes a time in a form of its own: `2026-01-31T09:00:00+00:00`.
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}
