import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { isolate } from '#lib/isolate.ts';
import type { ProposedName } from './group-by-name.ts';

export interface ProposedNameRowProps {
  proposed: ProposedName;
  onAccept: () => void;
  onDecline: () => void;
}

/** A suggested name, the people who suggested it with their reasons, and the two answers. */
export function ProposedNameRow({ proposed: { name, proposals }, onAccept, onDecline }: ProposedNameRowProps) {
  const shownName = isolate(name);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0 grow basis-60">
        <p className="font-medium break-words">
          <UserText>{name}</UserText>
        </p>
        <ul className="text-sm text-ink-muted">
          {proposals.map(({ id, profileId, profileName, reason, createdAt }) => (
            <li key={id}>
              <Link to={paths.profile} params={{ personId: profileId }} className="text-ink hover:underline">
                <UserText>{profileName}</UserText>
              </Link>{' '}
              · <RelativeTime at={createdAt} />
              {reason !== null && (
                <p dir="auto" className="max-w-[72ch] border-s-2 border-line ps-3 whitespace-pre-line wrap-anywhere">
                  <UserText>{reason}</UserText>
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
      <span className="flex gap-2">
        <Button size="sm" aria-label={t`Accept ${shownName}…`} onClick={onAccept}>
          <Trans>Accept…</Trans>
        </Button>
        <Button size="sm" aria-label={t`Decline ${shownName}…`} onClick={onDecline}>
          <Trans>Decline…</Trans>
        </Button>
      </span>
    </li>
  );
}
