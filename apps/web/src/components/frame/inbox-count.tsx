import type { ValidationInbox } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { useDecided } from '#lib/decided-suggestions.ts';

/** How many suggestions wait for this person's decision. Nothing while it is not known, or nothing waits. */
export function InboxCount() {
  const { data } = useQuery(validationInboxQuery);
  const decided = useDecided();
  const count = data ? countWaiting(data, decided) : 0;
  if (count === 0) return null;
  return (
    <span className="text-sm text-ink-faint tabular-nums">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}

/** A suggestion may stand under several projects; it is one decision. */
function countWaiting(inbox: ValidationInbox, decided: ReadonlySet<number>): number {
  const people = [...inbox.projects.flatMap(({ employees }) => employees), ...inbox.unassigned];
  const ids = people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id));
  return new Set(ids.filter((id) => !decided.has(id))).size;
}
