import { useQuery } from '@tanstack/react-query';
import { waitingProposalsQuery } from '#lib/api/skill-proposals.ts';
import { WaitingCount } from './waiting-count.tsx';

/** The number of suggested skills that wait for the answer of an admin. Several people can suggest the same one. */
export function ProposalCount() {
  const { data } = useQuery(waitingProposalsQuery);
  return <WaitingCount of={new Set(data?.items.map(({ name }) => name)).size} />;
}
