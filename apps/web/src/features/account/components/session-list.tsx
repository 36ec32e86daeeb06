import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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

/** The sessions of the account, each with a button that ends it. `hasPassword` is false for a persona of the demo. */
export function SessionList({ hasPassword }: { hasPassword: boolean }) {
  const sessions = useOwnSessions();
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const [isConfirming, setConfirming] = useState(false);
  // Takes the focus when the row with the pressed button disappears.
  const place = useRef<HTMLDivElement>(null);
  const all = sessions.data?.pages.flatMap(({ items }) => items) ?? [];
  const hasOthers = sessions.hasNextPage || all.some(({ isCurrent }) => !isCurrent);
  const close = () => {
    setConfirming(false);
    endOthers.reset();
  };
  const endOne = (session: OwnSession) =>
    end.mutate(session.id, {
      onSuccess: () => {
        const browser = isolate(browserOf(session));
        showStatus({ text: t`Signed out of ${browser}`, tone: 'decided' });
        place.current?.focus();
      },
      onError: (error) => {
        const { status, detail } = toApiProblem(error);
        showStatus(
          status === 404 ? { text: t`This session has already ended` } : { text: t`The session was not ended. ${detail}`, tone: 'failed' },
        );
      },
    });
  return (
    <Section
      title={t`Active sessions`}
      actions={
        hasOthers && (
          <Button size="sm" onClick={() => setConfirming(true)}>
            <Trans>End all other sessions</Trans>
          </Button>
        )
      }
    >
      <div ref={place} tabIndex={-1} className="grid gap-3 outline-none">
        <InfiniteList
          query={sessions}
          label={t`Active sessions`}
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
              ? hasPassword
                ? t`If you do not recognize a session, end it and change your password.`
                : t`If you do not recognize a session, end it.`
              : t`No other active sessions.`}
          </p>
        )}
      </div>
      <ConfirmDialog
        isOpen={isConfirming}
        onOpenChange={close}
        title={t`End all other sessions?`}
        action={t`End sessions`}
        isBusy={endOthers.isPending}
        error={endOthers.error}
        onConfirm={() =>
          endOthers.mutate(undefined, {
            onSuccess: () => {
              showStatus({ text: t`All other sessions ended`, tone: 'decided' });
              close();
            },
          })
        }
      >
        <Trans>All other browsers must sign in again. This browser stays signed in, and API tokens keep working.</Trans>
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
  const browser = isolate(browserOf(session));
  const exactStart = exactTime(startedAt);
  return (
    <div className={cx('flex min-h-15 items-center gap-3 border-b border-line py-2', isFirst && 'pt-0')}>
      <div className="grid min-w-0 grow gap-x-3 sm:grid-cols-2 sm:items-center">
        <span className="min-w-0">
          <span className="flex flex-wrap items-center gap-x-2">
            <span className="truncate font-medium">
              <UserText>{browserOf(session)}</UserText>
            </span>
            {isCurrent && (
              <Badge tone="accent">
                <Trans>This browser</Trans>
              </Badge>
            )}
          </span>
          {address !== null && (
            <span className="block truncate text-sm text-ink-faint">
              <Trans comment="An IP address">
                from <UserText>{address}</UserText>
              </Trans>
            </span>
          )}
        </span>
        <span className="text-sm text-ink-muted">
          {isCurrent ? (
            <Trans>Active now</Trans>
          ) : (
            <Trans>
              Last active <RelativeTime at={lastUsedAt} />
            </Trans>
          )}
          <span className="block text-ink-faint">
            <Trans>
              Signed in <RelativeTime at={startedAt} />
            </Trans>
          </span>
        </span>
      </div>
      {/* The current session has an invisible button, so that the columns of all rows have the same width. */}
      <span className={cx('flex min-w-12 shrink-0 justify-end', isCurrent && 'invisible')}>
        <Button size="sm" isBusy={isEnding} aria-label={t`End session: ${browser}, signed in ${exactStart}`} onClick={onEnd}>
          <Trans comment="Button that ends a session">End</Trans>
        </Button>
      </span>
    </div>
  );
}

const browserOf = ({ userAgent }: OwnSession): string => (userAgent === null ? t`Unknown browser` : clientInWords(userAgent));
