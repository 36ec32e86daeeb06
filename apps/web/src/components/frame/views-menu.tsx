import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { BookmarkIcon, ListBulletIcon, PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { hrefOfView, searchViewsQuery } from '#lib/api/saved-views.ts';
import { loadCode } from '#lib/load-code.ts';

const SaveViewDialog = lazy(async () => ({ default: (await loadCode(() => import('./save-view-dialog.tsx'))).SaveViewDialog }));

/** The menu of saved views: saves the current page, and opens a saved one. */
export function ViewsMenu() {
  const [isSaving, setSaving] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t`Saved views`}>
            <BookmarkIcon />
          </IconButton>
        }
      >
        <MenuItem icon={<PlusIcon />} onSelect={() => setSaving(true)}>
          <Trans>Save view…</Trans>
        </MenuItem>
        <FirstViews />
        <MenuSeparator />
        <MenuItem icon={<ListBulletIcon />} onSelect={() => void navigate({ to: paths.savedViews })}>
          <Trans>All saved views</Trans>
        </MenuItem>
      </Menu>
      {isSaving && (
        <Suspense>
          <SaveViewDialog onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The first views. Requested when the menu opens. */
function FirstViews() {
  const navigate = useNavigate();
  const { data, isError } = useQuery(searchViewsQuery(''));
  const views = data?.items ?? [];
  return (
    <>
      <MenuSeparator />
      {isError && (
        <MenuLabel>
          <Trans>The saved views could not be loaded.</Trans>
        </MenuLabel>
      )}
      {data !== undefined && views.length === 0 && (
        <MenuLabel>
          <Trans>No saved views yet</Trans>
        </MenuLabel>
      )}
      {views.map((view) => (
        <MenuItem key={view.id} onSelect={() => void navigate({ href: hrefOfView(view) })}>
          <span className="max-w-64 truncate">
            <UserText>{view.name}</UserText>
          </span>
          {view.project !== null && (
            <span className="ms-auto max-w-32 truncate ps-3 text-xs text-ink-faint">
              <UserText>{view.project.name}</UserText>
            </span>
          )}
        </MenuItem>
      ))}
    </>
  );
}
