import type { OwnSession } from '@skilltrace/contract';
import { useRef, useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { cx } from '#lib/cx.ts';
import { clientInWords } from '#lib/format/client-in-words.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useEndOtherSessions } from '../api/end-other-sessions.ts';
import { useEndSession } from '../api/end-session.ts';
import { useOwnSessions } from '../api/list-sessions.ts';

/** Where one is signed in: each browser, and the way to end what goes on there. `hasPassword` is false for who came at a click. */
export function SessionList({ hasPassword }: { hasPassword: boolean }) {
  const sessions = useOwnSessions();
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const [isAsked, setAsked] = useState(false);
  // What was pressed is gone with its line.
  const place = useRef<HTMLDivElement>(null);
  const all = sessions.data?.pages.flatMap(({ items }) => items) ?? [];
  const hasOthers = sessions.hasNextPage || all.some(({ isCurrent }) => !isCurrent);
  const close = () => {
    setAsked(false);
    endOthers.reset();
  };
  const endOne = (session: OwnSession) =>
    end.mutate(session.id, {
      onSuccess: () => {
        showStatus({ text: `Signed out of ${isolate(whatIn(session))}`, tone: 'decided' });
        place.current?.focus();
      },
      onError: (error) => {
        const { status, detail } = toApiProblem(error);
        showStatus(status === 404 ? { text: 'That session had ended already' } : { text: `It goes on. ${detail}`, tone: 'failed' });
      },
    });
  return (
    <Section
      title="Where you are signed in"
      actions={
        hasOthers && (
          <Button size="sm" onClick={() => setAsked(true)}>
            End all others
          </Button>
        )
      }
    >
      <div ref={place} tabIndex={-1} className="grid gap-3 outline-none">
        <InfiniteList
          query={sessions}
          label="Sessions"
          itemKey={({ id }) => id}
          estimatedHeight={61}
          empty={null}
          renderItem={(session, index) => (
            <SessionRow
              isFirst={index === 0}
              session={session}
              isEnding={end.isPending && end.variables === session.id}
              onEnd={() => !end.isPending && endOne(session)}
            />
          )}
        />
        {sessions.data !== undefined && (
          <p className="max-w-text text-ink-muted">
            {hasOthers
              ? `You do not know one of them? End it${hasPassword ? ', and change your password: whoever it was may know it' : ''}.`
              : 'You are signed in nowhere else. Another browser stands here once you sign in there.'}
          </p>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={close}
        title="End all other sessions?"
        action="End them"
        isBusy={endOthers.isPending}
        error={endOthers.error}
        onConfirm={() =>
          endOthers.mutate(undefined, {
            onSuccess: () => {
              showStatus({ text: 'You are signed in nowhere else now', tone: 'decided' });
              close();
            },
          })
        }
      >
        Every other browser has to sign in again. This one stays signed in, and API tokens go on.
      </ConfirmDialog>
    </Section>
  );
}

interface SessionRowProps {
  isFirst: boolean;
  session: OwnSession;
  isEnding: boolean;
  onEnd: () => void;
}

function SessionRow({ isFirst, session, isEnding, onEnd }: SessionRowProps) {
  const { startedAt, lastUsedAt, address, isCurrent } = session;
  return (
    <div className={cx('flex min-h-15 items-center gap-3 border-b border-line py-2', isFirst && 'pt-0')}>
      <div className="grid min-w-0 grow gap-x-3 sm:grid-cols-2 sm:items-center">
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="truncate font-medium">
              <UserText>{whatIn(session)}</UserText>
            </span>
            {isCurrent && <Badge tone="accent">This browser</Badge>}
          </span>
          {address !== null && (
            <span className="block truncate text-sm text-ink-faint">
              from <UserText>{address}</UserText>
            </span>
          )}
        </span>
        <span className="text-sm text-ink-muted">
          {isCurrent ? (
            'in use now'
          ) : (
            <>
              last used <RelativeTime at={lastUsedAt} />
            </>
          )}
          <span className="block text-ink-faint">
            signed in <RelativeTime at={startedAt} />
          </span>
        </span>
      </div>
      <span className="flex w-12 shrink-0 justify-end">
        {!isCurrent && (
          <Button
            size="sm"
            isBusy={isEnding}
            aria-label={`End ${isolate(whatIn(session))}, signed in ${exactTime(startedAt)}`}
            onClick={onEnd}
          >
            End
          </Button>
        )}
      </span>
    </div>
  );
}

const whatIn = ({ userAgent }: OwnSession): string => (userAgent === null ? 'An unknown browser' : clientInWords(userAgent));
