import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { paths } from '#config/paths.ts';

/** Replaces a profile that the viewer may not see. It says who may, and where to find names and members. */
export function ProfileForbidden() {
  return (
    <div role="alert" className="grid justify-items-start gap-1 rounded border border-line bg-surface px-5 py-6">
      <p className="font-medium">
        <Trans>You don’t have access to this profile</Trans>
      </p>
      <p className="max-w-text text-ink-muted">
        <Trans>
          Only this person, Tech Leads of active projects and admins can see it, because this person does not share their validated skills.
          You can find names and titles under People, and the members of each project under Projects.
        </Trans>
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Link to={paths.people} className={buttonClass()}>
          <Trans>Go to People</Trans>
        </Link>
        <Link to={paths.projects} className={buttonClass()}>
          <Trans>Go to Projects</Trans>
        </Link>
      </p>
    </div>
  );
}
