import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { PlusIcon } from '@radix-ui/react-icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Page } from '#components/ui/page.tsx';
import { allSessionsQuery } from '#features/mentorship/api/list-sessions.ts';
import { OpenSessions } from '#features/mentorship/components/open-sessions.tsx';
import { PastSessions } from '#features/mentorship/components/past-sessions.tsx';
import { RequestSessionDialog } from '#features/mentorship/components/request-session-dialog.tsx';
import { SessionOwnerFilter } from '#features/mentorship/components/session-owner-filter.tsx';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { useSession } from '#lib/session/session.ts';

const route = getRouteApi('/frame/mentorship');

export default function MentorshipPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { profile } = useSession();
  const { id: me, isAdmin } = profile;
  const isAll = isAdmin && (search.whose === 'everybody' || search.person !== undefined);
  const profileId = isAll ? search.person : me;
  const openRequest = () => void navigate({ search: (before) => ({ ...before, ask: 'new' }) });
  useShortcuts([{ key: 'n', does: t`Request session`, group: t`Mentorship`, run: openRequest }]);
  return (
    <Page
      title={t`Mentorship`}
      subtitle={t`Sessions between two people. Sessions do not affect the skill charts.`}
      actions={
        <>
          <DownloadCsv query={allSessionsQuery(profileId)} />
          <Button variant="primary" onClick={openRequest}>
            <PlusIcon aria-hidden="true" />
            <Trans>Request session</Trans>
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {isAdmin && (
          <SessionOwnerFilter
            whose={isAll ? 'everybody' : 'mine'}
            personId={search.person}
            onChange={(whose, person) =>
              void navigate({ search: { whose: whose === 'everybody' ? whose : undefined, person }, replace: true })
            }
          />
        )}
        <OpenSessions
          me={me}
          isAdmin={isAdmin}
          profileId={profileId}
          empty={
            isAll
              ? {
                  title: t`No upcoming sessions`,
                  text: t`Pending and accepted sessions appear here.`,
                }
              : {
                  title: t`No upcoming sessions`,
                  text: t`Request a session about a project, a technical question or your career.`,
                  action: (
                    <Button onClick={openRequest}>
                      <Trans>Request session</Trans>
                    </Button>
                  ),
                }
          }
        />
        <PastSessions me={me} profileId={profileId} />
      </div>
      {search.ask === 'new' && (
        <RequestSessionDialog
          me={me}
          isAdmin={isAdmin}
          mentorId={search.mentor}
          skillId={search.skill}
          onClose={() =>
            void navigate({ search: (before) => ({ ...before, ask: undefined, mentor: undefined, skill: undefined }), replace: true })
          }
        />
      )}
    </Page>
  );
}
