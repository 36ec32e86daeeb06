import { Page } from '#components/ui/page.tsx';
import { OrganizationImport } from '#features/admin-imports/components/organization-import.tsx';
import { UpdatesImport } from '#features/admin-imports/components/updates-import.tsx';

export default function AdminImportsPage() {
  return (
    <Page
      title="Imports"
      subtitle="History comes in as two files: first who was on what, then what they did. Either may come again and again."
    >
      <div className="grid gap-5">
        <OrganizationImport />
        <UpdatesImport />
      </div>
    </Page>
  );
}
