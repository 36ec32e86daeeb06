import { Trans } from '@lingui/react/macro';
import type { ValidationInbox } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { inDigits } from '#lib/format/number.ts';
import { useDecided } from '#lib/decided-suggestions.ts';

/** The number of suggestions that wait for this person's decision. Renders nothing while it is unknown or zero. */
export function InboxCount() {
  const { data } = useQuery(validationInboxQuery);
  const decided = useDecided();
  const count = data ? countWaiting(data, decided) : 0;
  if (count === 0) return null;
  const number = inDigits(count);
  return (
    <span className="text-sm text-ink-faint tabular-nums">
      <Trans comment="Next to the Inbox in the navigation: the number of pending requests">
        {number}
        <span className="sr-only"> waiting</span>
      </Trans>
    </span>
  );
}

/** A suggestion can appear under several projects, but it counts once. */
function countWaiting(inbox: ValidationInbox, decided: ReadonlySet<number>): number {
  const people = [...inbox.projects.flatMap(({ employees }) => employees), ...inbox.unassigned];
  const ids = people.flatMap(({ suggestions }) => suggestions.map(({ id }) => id));
  return new Set(ids.filter((id) => !decided.has(id))).size;
}
