import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '#components/ui/page.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { paths } from '#config/paths.ts';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { DecidedList } from '#features/validation-inbox/decided/decided-list.tsx';
import { InboxSkeleton } from '#features/validation-inbox/components/inbox-skeleton.tsx';
import { Inbox } from '#features/validation-inbox/components/inbox.tsx';
import type { PlaceParameters } from '#features/validation-inbox/waiting/places.ts';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { mayOpenInbox } from '#lib/session/may-open.ts';
import { useSession } from '#lib/session/session.ts';

const route = getRouteApi('/frame/inbox');

export default function InboxPage() {
  const { project, person, suggestion, show: shown = 'pending' } = route.useSearch();
  const navigate = useNavigate();
  const session = useSession();
  const { id: me, isAdmin } = session.profile;
  // Tech Leads find the levels that they can restore among their decisions.
  const show = shown === 'restorable' && !isAdmin ? 'decided' : shown;
  const query = useQuery(validationInboxQuery);
  const onMove = (parameters: PlaceParameters) => {
    // The person may already be on the way to another page.
    if (window.location.pathname !== paths.inbox) return;
    void navigate({ to: paths.inbox, search: parameters, replace: true, resetScroll: false });
  };
  return (
    <Page
      title={t`Validation Inbox`}
      actions={
        mayOpenInbox(session) && (
          <SegmentedControl
            label={t`Suggestions`}
            value={show}
            onChange={(value) => void navigate({ to: paths.inbox, search: { show: value === 'pending' ? undefined : value } })}
            options={[
              { value: 'pending', label: t({ message: `Pending`, context: 'suggestions' }) },
              { value: 'decided', label: t`Decided by you` },
              ...(isAdmin ? [{ value: 'restorable' as const, label: t`Withdrawn levels` }] : []),
            ]}
          />
        )
      }
    >
      {show !== 'pending' ? (
        <DecidedList key={show} show={show} me={me} />
      ) : (
        <QueryView query={query} skeleton={<InboxSkeleton />}>
          {(inbox) => <Inbox inbox={inbox} parameters={{ project, person, suggestion }} onMove={onMove} />}
        </QueryView>
      )}
    </Page>
  );
}
