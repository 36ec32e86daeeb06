import { useQuery } from '@tanstack/react-query';
import { pendingSessionsQuery } from '#lib/api/pending-sessions.ts';
import { useSession } from '#lib/session/session.ts';
import { WaitingCount } from './waiting-count.tsx';

/** The number of mentorship requests that wait for this person's answer. */
export function MentorshipCount() {
  const { profile } = useSession();
  const { data } = useQuery(pendingSessionsQuery(profile.id));
  return <WaitingCount of={data?.items.filter(({ mentorId }) => mentorId === profile.id).length ?? 0} />;
}
