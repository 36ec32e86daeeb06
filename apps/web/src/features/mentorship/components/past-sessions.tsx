import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { useNow } from '#lib/use-now.ts';
import { usePastSessions } from '../api/list-sessions.ts';
import { SessionGroup } from './session-group.tsx';
import { SessionRow } from './session-row.tsx';

/** Completed, declined and canceled sessions, newest first. */
export function PastSessions({ me, profileId }: { me: number; profileId: number | undefined }) {
  const sessions = usePastSessions(profileId);
  const now = useNow();
  return (
    <SessionGroup title={t`Past`}>
      <InfiniteList
        query={sessions}
        label={t`Past sessions`}
        itemKey={({ id }) => id}
        estimatedHeight={61}
        renderItem={(session) => <SessionRow session={session} me={me} now={now} />}
        skeleton={
          <div className="p-4">
            <SkeletonRows rows={3} />
          </div>
        }
        empty={
          <p className="px-4 py-3 text-ink-muted">
            <Trans>No past sessions. Completed, declined and canceled sessions appear here.</Trans>
          </p>
        }
      />
    </SessionGroup>
  );
}
