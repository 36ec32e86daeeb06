import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ShownProgressUpdate } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { dateInWords } from '#lib/format/time.ts';
import { updateQuery } from '../api/read-update.ts';

export interface PinnedUpdateProps {
  id: number;
  projectId: number;
  children: (update: ShownProgressUpdate) => ReactNode;
}

/** The update that the address names, if it is further down in the feed than the loaded pages. */
export function PinnedUpdate({ id, projectId, children }: PinnedUpdateProps) {
  const query = useQuery(updateQuery(id));
  const update = query.data;
  const day = update && dateInWords(update.createdAt);
  const projectName = update?.projectName ?? '';
  return (
    <section aria-label={t`Linked update`} className="rounded border border-line bg-surface">
      {update === undefined ? (
        <div className="p-4">
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <SkeletonRows rows={3} />}
        </div>
      ) : update.projectId !== projectId ? (
        <p className="p-4">
          <Trans>
            This update is on another project:{' '}
            <Link
              to={paths.project}
              params={{ projectId: update.projectId }}
              search={{ tab: 'updates', update: id }}
              className="text-accent-ink underline underline-offset-2"
            >
              <UserText>{projectName}</UserText>
            </Link>
            .
          </Trans>
        </p>
      ) : (
        <>
          <p className="flex flex-wrap justify-between gap-x-4 border-b border-line px-4 py-1.5 text-sm text-ink-muted">
            <span>
              <Trans>Older update from {day}</Trans>
            </span>
            <Link
              to={paths.project}
              params={{ projectId }}
              search={{ tab: 'updates' }}
              resetScroll={false}
              className="text-accent-ink underline underline-offset-2"
            >
              <Trans>Show newest updates</Trans>
            </Link>
          </p>
          {children(update)}
        </>
      )}
    </section>
  );
}
