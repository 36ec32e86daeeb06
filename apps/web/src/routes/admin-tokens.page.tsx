import { PlusIcon } from '@radix-ui/react-icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { Page } from '#components/ui/page.tsx';
import { AddTokenDialog } from '#features/admin-tokens/components/add-token-dialog.tsx';
import { TokenList } from '#features/admin-tokens/components/token-list.tsx';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';

const route = getRouteApi('/frame/admin/tokens');

export default function AdminTokensPage() {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const openAdd = () => void navigate({ search: { open: 'add' } });
  useShortcuts([{ key: 'n', does: 'Make a token', group: 'API tokens', run: openAdd }]);
  const add = (
    <Button variant="primary" onClick={openAdd}>
      <PlusIcon /> Make a token
    </Button>
  );
  return (
    <Page
      title="API tokens"
      subtitle="With a token a program signs in and acts as one person. Each is shown once, when it is made."
      actions={add}
    >
      <TokenList add={add} />
      {open === 'add' && <AddTokenDialog onClose={() => void navigate({ search: {}, replace: true })} />}
    </Page>
  );
}
