import { t } from '@lingui/core/macro';
import { useLocation } from '@tanstack/react-router';
import { ViewForm } from '#components/views/view-form.tsx';
import { useCreateView } from '#lib/api/saved-views.ts';
import { isolate } from '#lib/isolate.ts';
import { parseSearch } from '#lib/search-format.ts';
import { showStatus } from '#lib/status.ts';

/** Saves the current page with its filters. */
export function SaveViewDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateView();
  const { pathname, searchStr } = useLocation();
  return (
    <ViewForm
      title={t`Save view`}
      description={t`Saves this page with its filters, so that you can open it from the palette and from the menu of saved views.`}
      action={t`Save`}
      name=""
      project={null}
      isBusy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={(view) =>
        create.mutate(
          { ...view, path: pathname, search: parseSearch(searchStr) as Record<string, string | string[]> },
          {
            onSuccess: ({ name }) => {
              const viewName = isolate(name);
              showStatus({ text: t`“${viewName}” was saved.`, tone: 'decided' });
              onClose();
            },
          },
        )
      }
    />
  );
}
