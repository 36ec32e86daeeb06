import type { ValidationInbox } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { useDecided } from '#lib/decided-suggestions.ts';
import { WaitingCount } from './waiting-count.tsx';

/** The number of suggestions that wait for this person's decision. Zero while it is unknown. */
export function InboxCount() {
  const { data } = useQuery(validationInboxQuery);
  const decided = useDecided();
  const count = data ? countWaiting(data, decided) : 0;
  return <WaitingCount of={count} />;
}

/** A suggestion can appear under several projects, but it counts once. */
function countWaiting(inbox: ValidationInbox, decided: ReadonlySet<number>): number {
  const people = [...inbox.projects.flatMap(({ employees }) => employees), ...inbox.unassigned];
  const ids = people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id));
  return new Set(ids.filter((id) => !decided.has(id))).size;
}
