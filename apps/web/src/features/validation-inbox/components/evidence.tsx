import { t } from '@lingui/core/macro';
import type { InboxSuggestion } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { paths } from '#config/paths.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { evidenceInWords } from '../waiting/evidence-words.ts';

/** One line about the signals of a person for a skill, with a link to them. */
export const EvidenceLine = memo(function EvidenceLine({ profileId, suggestion }: { profileId: number; suggestion: InboxSuggestion }) {
  const { skillId, evidence } = suggestion;
  const skill = isolate(suggestion.skillName);
  const exact = evidence.lastSignalAt === null ? '' : exactTime(evidence.lastSignalAt);
  return (
    <Link
      to={paths.skillTracker}
      params={{ personId: profileId }}
      search={{ skill: skillId }}
      className="relative inline-flex min-h-6 max-w-full flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted hover:text-ink hover:underline"
      title={exact === '' ? undefined : t`Last signal: ${exact}`}
    >
      {evidence.signals > 0 && <Sparkline counts={evidence.weekly} label={t`Signals for ${skill} by week`} />}
      {evidenceInWords(suggestion)}
    </Link>
  );
});
