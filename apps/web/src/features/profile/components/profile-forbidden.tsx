import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { paths } from '#config/paths.ts';

/** In place of a profile that is not for this person: who may see it, and what they may see instead. */
export function ProfileForbidden() {
  return (
    <div role="alert" className="grid justify-items-start gap-1 rounded border border-line bg-surface px-5 py-6">
      <p className="font-medium">This profile is not yours to see</p>
      <p className="max-w-text text-ink-muted">
        Skills, levels and assignments are for the person themselves, the Tech Leads of the projects they are on, and admins. Names and
        titles are for everybody, under People; who is on which project is under Projects.
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
