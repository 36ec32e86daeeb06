import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SavedView } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { hrefOfView } from '#lib/api/saved-views.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';

export interface ViewRowProps {
  view: SavedView;
  isFirst: boolean;
  onEdit: (view: SavedView) => void;
  onDelete: (view: SavedView) => void;
}

/** A saved view, with its address and the people who see it. Only its owner can edit and delete it. */
export function ViewRow({ view, isFirst, onEdit, onDelete }: ViewRowProps) {
  const { profile } = useSession();
  const href = hrefOfView(view);
  const name = isolate(view.name);
  return (
    <div
      className={cx(
        'grid min-h-15 items-center gap-x-3 gap-y-1 border-x border-b border-line bg-surface px-3 py-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_11rem]',
        isFirst && 'rounded-t border-t',
      )}
    >
      <div className="grid min-w-0">
        {/* The router parses the address as if a person had typed it. */}
        <Link href={href} to={href as '/'} className="truncate py-0.5 font-medium text-accent-ink hover:underline">
          <UserText>{view.name}</UserText>
        </Link>
        <span className="truncate text-sm text-ink-faint" dir="ltr">
          <UserText>{decoded(href)}</UserText>
        </span>
      </div>
      <span className="min-w-0 text-sm wrap-anywhere text-ink-muted">
        <VisibleTo view={view} viewerId={profile.id} />
      </span>
      {view.owner.id === profile.id && (
        <span className="flex flex-wrap gap-2 sm:justify-end">
          <Button size="sm" aria-label={t`Edit ${name}`} onClick={() => onEdit(view)}>
            <Trans>Edit</Trans>
          </Button>
          <Button size="sm" aria-label={t`Delete ${name}`} onClick={() => onDelete(view)}>
            <Trans>Delete</Trans>
          </Button>
        </span>
      )}
    </div>
  );
}

function VisibleTo({ view, viewerId }: { view: SavedView; viewerId: number }) {
  if (view.project === null) return <Trans>Only you</Trans>;
  const project = <UserText>{view.project.name}</UserText>;
  const owner = <UserText>{view.owner.name}</UserText>;
  return view.owner.id === viewerId ? (
    <Trans>Shared with {project}</Trans>
  ) : (
    <Trans>
      Shared with {project} by {owner}
    </Trans>
  );
}

/** An address as people read it. */
function decoded(href: string): string {
  try {
    return decodeURIComponent(href.replaceAll('+', ' '));
  } catch {
    return href;
  }
}
