import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SavedView } from '@skilltrace/contract';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { ViewForm } from '#components/views/view-form.tsx';
import { useChangeView } from '#lib/api/saved-views.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { showStatus } from '#lib/status.ts';
import { useDeleteView } from '../api/delete-view.ts';
import { useViews } from '../api/list-views.ts';
import { ViewRow } from './view-row.tsx';

/** All views that the person sees, with the actions of the owner. */
export function ViewList({ search, onClear }: { search: string | undefined; onClear: () => void }) {
  const views = useViews(search);
  useListKeys(t`Saved views`, t`Saved views`);
  const [edited, setEdited] = useState<SavedView>();
  const [asked, setAsked] = useState<SavedView>();
  return (
    <>
      <InfiniteList
        query={views}
        label={t`Saved views`}
        itemKey={({ id }) => id}
        estimatedHeight={61}
        empty={
          search === undefined ? (
            <EmptyState title={t`No saved views yet`}>
              <Trans>Open a page, set its filters, and choose “Save view” in the bookmark menu at the top.</Trans>
            </EmptyState>
          ) : (
            <EmptyState
              title={t`No matching views`}
              action={
                <Button onClick={onClear}>
                  <Trans>Show all views</Trans>
                </Button>
              }
            />
          )
        }
        renderItem={(view, index) => <ViewRow isFirst={index === 0} view={view} onEdit={setEdited} onDelete={setAsked} />}
      />
      {edited && <EditView view={edited} onClose={() => setEdited(undefined)} />}
      {asked && <DeleteView view={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function EditView({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const change = useChangeView();
  return (
    <ViewForm
      title={t`Edit view`}
      action={t`Save`}
      name={view.name}
      project={view.project}
      isBusy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={(changed) => change.mutate({ id: view.id, ...changed }, { onSuccess: onClose })}
    />
  );
}

function DeleteView({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const remove = useDeleteView();
  const name = isolate(view.name);
  const onDeleted = () => {
    showStatus({ text: t`“${name}” was deleted.`, tone: 'decided' });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t`Delete “${name}”?`}
      action={t`Delete`}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(view.id, { onSuccess: onDeleted })}
    >
      {view.project === null ? (
        <Trans>The page itself stays as it is.</Trans>
      ) : (
        <Trans>The view disappears for the other people on the project too. The page itself stays as it is.</Trans>
      )}
    </ConfirmDialog>
  );
}
