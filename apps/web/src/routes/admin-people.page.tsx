import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { EnvelopeClosedIcon, PlusIcon } from '@radix-ui/react-icons';
import type { Profile } from '@skilltrace/contract';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Field } from '#components/ui/field.tsx';
import { Page } from '#components/ui/page.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { paths } from '#config/paths.ts';
import { peopleQuery } from '#features/admin-people/api/list-people.ts';
import { AddPersonDialog } from '#features/admin-people/components/add-person-dialog.tsx';
import { AdminPeopleList, type PersonDialog } from '#features/admin-people/components/admin-people-list.tsx';
import { EditPersonDialog } from '#features/admin-people/components/edit-person-dialog.tsx';
import { ErasePersonDialog } from '#features/admin-people/components/erase-person-dialog.tsx';
import { InviteDialog } from '#features/admin-people/components/invite-dialog.tsx';
import { InvitePeopleDialog } from '#features/admin-people/components/invite-people-dialog.tsx';
import { SignOutDialog } from '#features/admin-people/components/sign-out-dialog.tsx';
import { StatusChangeDialog } from '#features/admin-people/components/status-change-dialog.tsx';
import { isolate } from '#lib/isolate.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { sessionQuery, useSession } from '#lib/session/session.ts';
import { showStatus } from '#lib/status.ts';

const route = getRouteApi('/frame/admin/people');

export default function AdminPeoplePage() {
  const { search, state, access, open, person: personId } = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { profile: me } = useSession();
  const isSelf = personId === me.id;
  const filters = { search, isActive: state === undefined ? undefined : state === 'active', access };

  const filter = (change: Partial<Pick<ReturnType<typeof route.useSearch>, 'search' | 'state' | 'access'>>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const show = (dialog: 'add' | 'inviteMany' | PersonDialog, person?: number, replace = false) =>
    void navigate({ search: (before) => ({ ...before, open: dialog, person }), replace, resetScroll: false });
  const close = () =>
    void navigate({ search: (before) => ({ ...before, open: undefined, person: undefined }), replace: true, resetScroll: false });
  const done = async (person: Profile, text: string) => {
    showStatus({ text, tone: 'decided' });
    if (!isSelf || (person.isAdmin && person.isActive)) return close();
    // The signed-in admin has lost access to this page.
    await queryClient.resetQueries({ queryKey: sessionQuery.queryKey }).catch(() => {});
    await router.navigate({ to: paths.home, replace: true });
    await router.invalidate();
  };
  useShortcuts([{ key: 'n', does: t`Add person`, group: t`People`, run: () => show('add') }]);
  const add = (
    <Button variant="primary" onClick={() => show('add')}>
      <PlusIcon /> <Trans>Add person</Trans>
    </Button>
  );
  return (
    <Page
      title={t`People and invitations`}
      subtitle={t`Manage who can sign in, and who is an admin. Signals and validated skills of former members are kept.`}
      actions={
        <>
          <DownloadCsv query={peopleQuery(filters)} />
          <Button onClick={() => show('inviteMany')}>
            <EnvelopeClosedIcon /> <Trans>Invite people</Trans>
          </Button>
          {add}
        </>
      }
    >
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchBox
          label={t`Search by name or e-mail`}
          className="w-full sm:w-72"
          value={search}
          onChange={(text) => filter({ search: text })}
        />
        <SegmentedControl
          label={t`Status`}
          value={state ?? 'all'}
          onChange={(chosen) => filter({ state: chosen === 'all' ? undefined : chosen })}
          options={[
            { value: 'all', label: t({ message: `All`, context: 'people' }) },
            { value: 'active', label: t({ message: `Active`, context: 'people' }) },
            { value: 'left', label: t({ message: `Former`, context: 'people' }) },
          ]}
        />
        <Field label={t`Sign-in`} isLabelHidden>
          <Select
            className="w-64"
            value={access ?? ''}
            onChange={(chosen) => filter({ access: chosen === '' ? undefined : chosen })}
            options={[
              { value: '', label: t`With or without sign-in` },
              { value: 'active', label: t`Can sign in` },
              { value: 'invited', label: t`Invited` },
              { value: 'none', label: t`Not invited` },
            ]}
          />
        </Field>
      </div>
      <AdminPeopleList ownId={me.id} filters={filters} onOpen={show} add={add} />
      {open === 'inviteMany' && <InvitePeopleDialog onClose={close} />}
      {open === 'add' && <AddPersonDialog onClose={close} onAdded={({ id }) => show('invite', id, true)} />}
      {open === 'edit' && personId !== undefined && (
        <EditPersonDialog
          personId={personId}
          onClose={close}
          onSaved={(person) => {
            const name = isolate(person.name);
            void done(person, t`${name} was saved`);
          }}
        />
      )}
      {open === 'invite' && personId !== undefined && <InviteDialog personId={personId} onClose={close} />}
      {open === 'signOut' && personId !== undefined && (
        <SignOutDialog
          personId={personId}
          onClose={close}
          onDone={(text) => {
            showStatus({ text, tone: 'decided' });
            close();
          }}
        />
      )}
      {open === 'erase' && personId !== undefined && (
        <ErasePersonDialog
          personId={personId}
          onClose={close}
          onErased={(text) => {
            showStatus({ text, tone: 'decided' });
            close();
          }}
        />
      )}
      {(open === 'leave' || open === 'return' || open === 'admin') && personId !== undefined && (
        <StatusChangeDialog
          personId={personId}
          about={open}
          isSelf={isSelf}
          onClose={close}
          onDone={(person, text) => void done(person, text)}
        />
      )}
    </Page>
  );
}
