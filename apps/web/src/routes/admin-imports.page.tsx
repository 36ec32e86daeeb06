import { t } from '@lingui/core/macro';
import { Page } from '#components/ui/page.tsx';
import { OrganizationImport } from '#features/admin-imports/components/organization-import.tsx';
import { UpdatesImport } from '#features/admin-imports/components/updates-import.tsx';

export default function AdminImportsPage() {
  return (
    <Page
      title={t`Imports`}
      subtitle={t`Import existing data as two files: the organization first, then progress updates. You can safely import the same file again.`}
    >
      <div className="grid gap-5">
        <OrganizationImport />
        <UpdatesImport />
      </div>
    </Page>
  );
}
