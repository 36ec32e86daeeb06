import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Evidence } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { isolate } from '#lib/isolate.ts';
import { eventInWords } from '../waiting/evidence-words.ts';

/** The newest signals, each with its text, project and time. */
export const RecentWork = memo(function RecentWork({ recent, skillName }: { recent: Evidence['recent']; skillName: string }) {
  if (recent.length === 0) return null;
  const skill = isolate(skillName);
  return (
    <ul aria-label={t`Recent work on ${skill}`} className="grid gap-1 text-sm">
      {recent.map((signal) => (
        <li key={`${signal.sourceType} ${signal.sourceId} ${signal.signalType}`} className="flex gap-2">
          <span aria-hidden="true" className="text-ink-faint">
            ·
          </span>
          <p className="min-w-0 text-ink-muted">
            <ProjectLink signal={signal} />
            {isHidden(signal) && (
              <span className="text-ink-faint">
                {' '}
                <Trans>— text visible only to members of that project</Trans>
              </span>
            )}
            {signal.excerpt !== null && <Excerpt excerpt={signal.excerpt} />}
            {'\u00a0· '}
            <RelativeTime at={signal.createdAt} className="whitespace-nowrap" />
          </p>
        </li>
      ))}
    </ul>
  );
});

const Excerpt = ({ excerpt }: { excerpt: string }) => (
  <>
    {' '}
    <Trans comment="A quote from an update">
      — “<UserText>{excerpt}</UserText>”
    </Trans>
  </>
);

/** An update on a project whose updates the viewer may not read. */
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
