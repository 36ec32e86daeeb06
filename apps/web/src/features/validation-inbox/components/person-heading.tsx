import { ChevronLeftIcon } from '@radix-ui/react-icons';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { useSince } from '../api/person-on-projects.ts';
import { sinceInWords } from '../waiting/evidence-words.ts';

export interface PersonHeadingProps {
  profileId: number;
  name: string;
  role: string | null;
  /** Null where nobody leads the person. */
  projectId: number | null;
  projectName: string;
}

/** Who it is, and on which project. It is not made anew with each suggestion. */
export const PersonHeading = memo(function PersonHeading({ profileId, name, role, projectId, projectName }: PersonHeadingProps) {
  const since = useSince(profileId, projectId);
  return (
    <>
      <Link
        to={paths.inbox}
        search={{}}
        className="-ml-2 grid size-8 shrink-0 place-items-center rounded text-ink-muted hover:bg-sunken md:hidden"
      >
        <ChevronLeftIcon />
        <span className="sr-only">Everybody who waits</span>
      </Link>
      <h2 className="min-w-0 grow">
        <Link to={paths.profile} params={{ personId: profileId }} className="font-semibold hover:underline">
          <UserText>{name}</UserText>
        </Link>
        {projectId === null ? (
          <span className="text-ink-muted"> — on no project that somebody leads</span>
        ) : (
          <span className="text-ink-muted">
            {' '}
            —{' '}
            {role !== null && (
              <>
                <UserText>{role}</UserText> on{' '}
              </>
            )}
            <UserText>{projectName}</UserText>
            {since !== undefined && ` since ${sinceInWords(since)}`}
          </span>
        )}
      </h2>
    </>
  );
});
