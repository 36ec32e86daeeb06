import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Pencil1Icon, PlusIcon } from '@radix-ui/react-icons';
import type { ProfileWithSkills } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import type { TrackerView } from '../tracker-search.ts';

export interface OwnActionsProps {
  person: ProfileWithSkills;
  view: TrackerView;
}

/** The buttons on a person's own page: to post an update on one of their projects, and to report a skill. */
export function OwnActions({ person, view: { search, go } }: OwnActionsProps) {
  const projects = person.currentAssignments;
  const [only] = projects;
  const post = (
    <>
      <Pencil1Icon aria-hidden="true" /> <Trans>Post update</Trans>
    </>
  );
  return (
    <>
      {only !== undefined && projects.length === 1 && (
        <Link
          to={paths.project}
          params={{ projectId: only.projectId }}
          search={{ tab: 'updates', write: 'new' }}
          className={buttonClass('primary')}
        >
          {post}
        </Link>
      )}
      {projects.length > 1 && (
        <Button variant="primary" aria-haspopup="dialog" onClick={() => go({ post: 'new' })}>
          {post}
        </Button>
      )}
      <Link to={paths.profile} params={{ personId: person.id }} search={{ report: 'new' }} className={buttonClass()}>
        <PlusIcon aria-hidden="true" /> <Trans>Report a skill</Trans>
      </Link>
      {search.post === 'new' && <ProjectChoice projects={projects} onClose={() => go({ post: undefined }, false)} />}
    </>
  );
}

function ProjectChoice({ projects, onClose }: { projects: ProfileWithSkills['currentAssignments']; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t`Post update`}
      description={projects.length === 0 ? undefined : t`Choose the project that you worked on.`}
    >
      {projects.length === 0 ? (
        <p>
          <Trans>You are not on an active project. A Tech Lead adds people to projects.</Trans>
        </p>
      ) : (
        <ul className="grid gap-2">
          {projects.map(({ assignmentId, projectId, projectName, role }) => (
            <li key={assignmentId}>
              <Link
                to={paths.project}
                params={{ projectId }}
                search={{ tab: 'updates', write: 'new' }}
                className="flex min-h-11 flex-wrap items-baseline gap-x-2 rounded border border-line px-3 py-2.5 hover:bg-sunken"
              >
                <span className="font-medium">
                  <UserText>{projectName}</UserText>
                </span>
                <span className="text-sm text-ink-muted">
                  <UserText>{role}</UserText>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
