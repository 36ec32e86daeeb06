import type { Evidence } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { isolate } from '#lib/isolate.ts';
import { eventInWords } from '../waiting/evidence-words.ts';

/** The newest signals one by one: what was written, on which project, when. */
export const RecentWork = memo(function RecentWork({ recent, skillName }: { recent: Evidence['recent']; skillName: string }) {
  if (recent.length === 0) return null;
  return (
    <ul aria-label={`Recent work on ${isolate(skillName)}`} className="grid gap-1 text-sm">
      {recent.map((signal) => (
        <li key={`${signal.sourceType} ${signal.sourceId} ${signal.signalType}`} className="flex gap-2">
          <span aria-hidden="true" className="text-ink-faint">
            ·
          </span>
          <p className="min-w-0 text-ink-muted">
            <ProjectLink signal={signal} />
            {isHidden(signal) && <span className="text-ink-faint"> — text visible to that project only</span>}
            {signal.excerpt !== null && (
              <>
                {' '}
                — “<UserText>{signal.excerpt}</UserText>”
              </>
            )}
            {'\u00a0· '}
            <RelativeTime at={signal.createdAt} className="whitespace-nowrap" />
          </p>
        </li>
      ))}
    </ul>
  );
});

/** An update on a project whose work the viewer may not see. */
const isHidden = ({ sourceType, excerpt }: Evidence['recent'][number]) => sourceType === 'update' && excerpt === null;

function ProjectLink({ signal }: { signal: Evidence['recent'][number] }) {
  const { projectId, projectName, sourceType, sourceId } = signal;
  return (
    <Link
      to={paths.project}
      params={{ projectId }}
      search={sourceType === 'update' && !isHidden(signal) ? { tab: 'updates', update: sourceId } : {}}
      className="relative font-medium text-ink hover:underline"
    >
      <Sentence>{eventInWords(signal) ?? isolate(projectName)}</Sentence>
    </Link>
  );
}
