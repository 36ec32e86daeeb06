import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ApiToken } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { showStatus } from '#lib/status.ts';
import { useTokens } from '../api/list-tokens.ts';
import { useRevokeToken } from '../api/revoke-token.ts';
import { hasExpired } from '../token-expiry.ts';

/** The API tokens, each with its person, creator and expiry, and a button that revokes it after a confirmation. */
export function TokenList({ add }: { add: ReactNode }) {
  const tokens = useTokens();
  useListKeys(t`API tokens`, t`API tokens`);
  const revoke = useRevokeToken();
  const [asked, setAsked] = useState<ApiToken>();
  const askedName = isolate(asked?.name ?? '');
  const close = () => {
    setAsked(undefined);
    revoke.reset();
  };
  const onRevoked = () => {
    showStatus({ text: t`“${askedName}” was revoked`, tone: 'decided' });
    close();
  };
  return (
    <>
      <InfiniteList
        query={tokens}
        label={t`API tokens`}
        itemKey={({ id }) => id}
        estimatedHeight={61}
        empty={
          <EmptyState title={t`No API tokens yet`} action={add}>
            <Trans>Programs use an API token to sign in to Skilltrace. Each token acts as one person.</Trans>
          </EmptyState>
        }
        renderItem={(token, index) => <TokenRow isFirst={index === 0} token={token} onRevoke={() => setAsked(token)} />}
      />
      <ConfirmDialog
        isOpen={asked !== undefined}
        onOpenChange={close}
        title={t`Revoke “${askedName}”?`}
        action={t`Revoke`}
        isDanger
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => asked && revoke.mutate(asked.id, { onSuccess: onRevoked })}
      >
        <Trans>Programs that use this token can no longer sign in. This cannot be undone, but you can create a new token.</Trans>
      </ConfirmDialog>
    </>
  );
}

function TokenRow({ isFirst, token, onRevoke }: { isFirst: boolean; token: ApiToken; onRevoke: () => void }) {
  const { name, profileId, profileName, createdByName, createdById, createdAt, expiresAt } = token;
  const creator = <UserText>{createdByName ?? t({ message: 'an unknown person', comment: 'Takes the place of a name' })}</UserText>;
  const person = (
    <Link to={paths.profile} params={{ personId: profileId }} className="text-accent-ink hover:underline">
      <UserText>{profileName}</UserText>
    </Link>
  );
  const [openedAt] = useState(() => new Date());
  const shownName = isolate(name);
  const isExpired = hasExpired(expiresAt, openedAt);
  return (
    <div
      className={cx('flex min-h-15 items-center gap-3 border-x border-b border-line bg-surface px-3 py-2', isFirst && 'rounded-t border-t')}
    >
      <div className="grid min-w-0 grow gap-x-3 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)] md:items-center">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">
            <UserText>{name}</UserText>
          </span>
          {isExpired && (
            <Badge tone="failed">
              <Trans>Expired</Trans>
            </Badge>
          )}
        </span>
        <span className="truncate text-sm text-ink-muted">
          <Trans>Acts as {person}</Trans>
        </span>
        <span className="text-sm text-ink-muted">
          {expiresAt === null ? (
            <Trans>Never expires</Trans>
          ) : isExpired ? (
            <Trans>
              Expired <RelativeTime at={expiresAt} />
            </Trans>
          ) : (
            <Trans>
              Expires <RelativeTime at={expiresAt} />
            </Trans>
          )}
          <span className="block text-ink-faint">
            {createdById === null ? (
              <Trans>
                Created <RelativeTime at={createdAt} /> on the command line
              </Trans>
            ) : (
              <Trans>
                Created <RelativeTime at={createdAt} /> by {creator}
              </Trans>
            )}
          </span>
        </span>
      </div>
      <Button size="sm" aria-label={t`Revoke ${shownName}`} onClick={onRevoke}>
        <Trans>Revoke</Trans>
      </Button>
    </div>
  );
}
