import type { ValidationInbox } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';

/** How many suggestions wait for this person's decision. Nothing while it is not known, or nothing waits. */
export function InboxCount() {
  const { data } = useQuery({ ...validationInboxQuery, select: countWaiting });
  if (!data) return null;
  return (
    <span className="text-sm text-ink-faint tabular-nums">
      {data}
      <span className="sr-only"> waiting</span>
    </span>
  );
}

/** A suggestion may stand under several projects; it is one decision. */
function countWaiting(inbox: ValidationInbox): number {
  const people = [...inbox.projects.flatMap(({ employees }) => employees), ...inbox.unassigned];
  return new Set(people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id))).size;
}
