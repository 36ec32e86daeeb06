import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ChevronLeftIcon } from '@radix-ui/react-icons';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { useSince } from '../api/person-on-projects.ts';
import { membershipInWords } from '../waiting/evidence-words.ts';

export interface PersonHeadingProps {
  profileId: number;
  name: string;
  role: string | null;
  /** Null when the person has no Tech Lead. */
  projectId: number | null;
  projectName: string;
}

/** The person and the project. Memoized, because it stays the same for all suggestions of the person. */
export const PersonHeading = memo(function PersonHeading({ profileId, name, role, projectId, projectName }: PersonHeadingProps) {
  const since = useSince(profileId, projectId);
  return (
    <>
      <Link
        to={paths.inbox}
        search={{}}
        className="-ms-2 grid size-8 shrink-0 place-items-center rounded text-ink-muted hover:bg-sunken md:hidden"
      >
        <ChevronLeftIcon className="rtl:-scale-x-100" />
        <span className="sr-only">
          <Trans>Back to all people</Trans>
        </span>
      </Link>
      <h2 className="min-w-0 grow">
        <Link to={paths.profile} params={{ personId: profileId }} className="inline-block min-w-6 py-0.5 font-semibold hover:underline">
          <UserText>{name}</UserText>
        </Link>
        <span className="text-ink-muted">
          {' '}
          <Sentence>{projectId === null ? t`— no project with a Tech Lead` : membershipInWords({ role, since, projectName })}</Sentence>
        </span>
      </h2>
    </>
  );
});
