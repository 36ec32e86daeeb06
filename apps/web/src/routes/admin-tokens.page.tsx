import { PlusIcon } from '@radix-ui/react-icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { Page } from '#components/ui/page.tsx';
import { AddTokenDialog } from '#features/admin-tokens/components/add-token-dialog.tsx';
import { TokenList } from '#features/admin-tokens/components/token-list.tsx';

const route = getRouteApi('/frame/admin/tokens');

export default function AdminTokensPage() {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const add = (
    <Button variant="primary" onClick={() => void navigate({ search: { open: 'add' } })}>
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
