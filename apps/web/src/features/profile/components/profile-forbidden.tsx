import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { paths } from '#config/paths.ts';

/** Instead of a profile that the viewer may not see: who may, and where to find names and members. */
export function ProfileForbidden() {
  return (
    <div role="alert" className="grid justify-items-start gap-1 rounded border border-line bg-surface px-5 py-6">
      <p className="font-medium">You don’t have access to this profile</p>
      <p className="max-w-text text-ink-muted">
        Only this person, Tech Leads of active projects and admins can see it, because this person does not share their validated skills.
        You can find names and titles under People, and the members of each project under Projects.
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Link to={paths.people} className={buttonClass()}>
          Go to People
        </Link>
        <Link to={paths.projects} className={buttonClass()}>
          Go to Projects
        </Link>
      </p>
    </div>
  );
}
