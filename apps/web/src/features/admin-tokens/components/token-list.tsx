import type { ApiToken } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { showStatus } from '#lib/status.ts';
import { useTokens } from '../api/list-tokens.ts';
import { useRevokeToken } from '../api/revoke-token.ts';
import { hasExpired } from '../token-expiry.ts';

/** The API tokens there are: who each acts as, who made it, how long it holds; revoked at a click and a question. */
export function TokenList({ add }: { add: ReactNode }) {
  const tokens = useTokens();
  useListKeys('API tokens', 'API tokens');
  const revoke = useRevokeToken();
  const [asked, setAsked] = useState<ApiToken>();
  const close = () => {
    setAsked(undefined);
    revoke.reset();
  };
  const onRevoked = () => {
    showStatus({ text: `“${isolate(asked?.name ?? '')}” was revoked`, tone: 'decided' });
    close();
  };
  return (
    <>
      <InfiniteList
        query={tokens}
        label="API tokens"
        itemKey={({ id }) => id}
        estimatedHeight={61}
        empty={
          <EmptyState title="No API tokens" action={add}>
            A program that reads or writes Skilltrace signs in with one. It acts as one person.
          </EmptyState>
        }
        renderItem={(token, index) => <TokenRow isFirst={index === 0} token={token} onRevoke={() => setAsked(token)} />}
      />
      <ConfirmDialog
        isOpen={asked !== undefined}
        onOpenChange={close}
        title={`Revoke “${isolate(asked?.name ?? '')}”?`}
        action="Revoke"
        isDanger
        isBusy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => asked && revoke.mutate(asked.id, { onSuccess: onRevoked })}
      >
        Programs that use it are refused from the next request on. It cannot be brought back; make a new one instead.
      </ConfirmDialog>
    </>
  );
}

function TokenRow({ isFirst, token, onRevoke }: { isFirst: boolean; token: ApiToken; onRevoke: () => void }) {
  const { name, profileId, profileName, createdByName, createdById, createdAt, expiresAt } = token;
  const [openedAt] = useState(() => new Date());
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
          {isExpired && <Badge tone="failed">Expired</Badge>}
        </span>
        <span className="truncate text-sm text-ink-muted">
          acts as{' '}
          <Link to={paths.profile} params={{ personId: profileId }} className="text-accent-ink hover:underline">
            <UserText>{profileName}</UserText>
          </Link>
        </span>
        <span className="text-sm text-ink-muted">
          {expiresAt === null ? (
            'never expires'
          ) : (
            <>
              {isExpired ? 'expired' : 'expires'} <RelativeTime at={expiresAt} />
            </>
          )}
          <span className="block text-ink-faint">
            made <RelativeTime at={createdAt} />{' '}
            <Sentence>{createdById === null ? 'at the command line' : `by ${isolate(createdByName ?? 'somebody')}`}</Sentence>
          </span>
        </span>
      </div>
      <Button size="sm" aria-label={`Revoke ${isolate(name)}`} onClick={onRevoke}>
        Revoke
      </Button>
    </div>
  );
}
