import { t } from '@lingui/core/macro';
import { getRouteApi } from '@tanstack/react-router';
import { Page } from '#components/ui/page.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { ViewList } from '#features/saved-views/components/view-list.tsx';

const route = getRouteApi('/frame/saved-views');

export default function SavedViewsPage() {
  const { search } = route.useSearch();
  const navigate = route.useNavigate();
  const find = (text: string | undefined) => void navigate({ search: { search: text }, replace: true });
  return (
    <Page title={t`Saved views`} subtitle={t`Pages with their filters that you saved, or that others share with your projects.`}>
      <div className="mb-4">
        <SearchBox label={t`Search saved views`} className="w-full sm:w-80" value={search} onChange={find} />
      </div>
      <ViewList search={search} onClear={() => find(undefined)} />
    </Page>
  );
}
