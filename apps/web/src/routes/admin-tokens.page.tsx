import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
  useShortcuts([{ key: 'n', does: t`Create token`, group: t`API tokens`, run: openAdd }]);
  const add = (
    <Button variant="primary" onClick={openAdd}>
      <PlusIcon /> <Trans>Create token</Trans>
    </Button>
  );
  return (
    <Page
      title={t`API tokens`}
      subtitle={t`Programs use a token to sign in and act as one person. A token is shown only once, when you create it.`}
      actions={add}
    >
      <TokenList add={add} />
      {open === 'add' && <AddTokenDialog onClose={() => void navigate({ search: {}, replace: true })} />}
    </Page>
  );
}
