import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MentorshipSession } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { useNow } from '#lib/use-now.ts';
import { useOpenSessions } from '../api/list-sessions.ts';
import { groupSessions } from '../group-sessions.ts';
import { SessionActions } from './session-actions.tsx';
import { SessionGroup } from './session-group.tsx';
import { SessionRow } from './session-row.tsx';

export interface OpenSessionsProps {
  me: number;
  isAdmin: boolean;
  /** Undefined for the sessions of all people, for admins. */
  profileId: number | undefined;
  empty: { title: string; text: string; action?: ReactNode };
}

/** Pending and accepted sessions, grouped by the person who has to act next. */
export function OpenSessions({ me, isAdmin, profileId, empty }: OpenSessionsProps) {
  const query = useOpenSessions(profileId);
  const now = useNow();
  if (query.data === undefined) {
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return (
      <SessionGroup title={t`Upcoming`}>
        <div className="p-4">
          <SkeletonRows rows={4} />
        </div>
      </SessionGroup>
    );
  }
  const groups = groupSessions(
    query.data.pages.flatMap(({ items }) => items),
    me,
    now,
  );
  const group = (title: string, sessions: MentorshipSession[]) =>
    sessions.length > 0 && (
      <SessionGroup title={title} count={sessions.length}>
        <ul>
          {sessions.map((session) => (
            <li key={session.id}>
              <SessionRow session={session} me={me} now={now} actions={<SessionActions session={session} me={me} isAdmin={isAdmin} />} />
            </li>
          ))}
        </ul>
      </SessionGroup>
    );
  const isEmpty = Object.values(groups).every((sessions: MentorshipSession[]) => sessions.length === 0);
  return (
    <>
      {isEmpty && (
        <EmptyState title={empty.title} action={empty.action}>
          {empty.text}
        </EmptyState>
      )}
      {group(t`Waiting for me`, groups.waitingForMe)}
      {group(t`Upcoming`, groups.upcoming)}
      {group(t`Waiting for others`, groups.waitingForOthers)}
      {query.hasNextPage && (
        <Button className="justify-self-start" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}
