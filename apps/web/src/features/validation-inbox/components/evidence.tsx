import type { InboxSuggestion } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { paths } from '#config/paths.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { evidenceInWords } from '../waiting/evidence-words.ts';

/** What the ledger has of a person and a skill, in a line that leads to those signals. */
export const EvidenceLine = memo(function EvidenceLine({ profileId, suggestion }: { profileId: number; suggestion: InboxSuggestion }) {
  const { skillId, skillName, evidence } = suggestion;
  return (
    <Link
      to={paths.skillTracker}
      params={{ personId: profileId }}
      search={{ skill: skillId }}
      className="relative inline-flex min-h-6 max-w-full flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted hover:text-ink hover:underline"
      title={evidence.lastSignalAt === null ? undefined : `Last ${exactTime(evidence.lastSignalAt)}`}
    >
      {evidence.signals > 0 && <Sparkline counts={evidence.weekly} label={`Signals for ${isolate(skillName)} by week`} />}
      {evidenceInWords(suggestion)}
    </Link>
  );
});
