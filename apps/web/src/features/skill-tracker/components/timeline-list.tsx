import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { TimelineEvent } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { exactTime } from '#lib/format/time.ts';
import { dayInWords, localDay, type Day } from '#lib/days.ts';
import { laneName, eventInWords } from '../timeline/timeline-words.ts';
import { laneOf } from '../timeline/timeline-marks.ts';
import { TimelineSymbol } from './timeline-symbol.tsx';

export interface TimelineListProps {
  personId: number;
  label: string;
  /** Newest first. */
  events: readonly TimelineEvent[];
  lastDay: Day;
}

const keyOf = (event: TimelineEvent, index: number) => [event.at, event.kind, event.projectId ?? event.skillId, index].join(' ');

/** The project of an event, or the person's validated skills. */
function EventLink({ personId, event }: { personId: number; event: TimelineEvent }) {
  const className = 'inline-block py-0.5 underline decoration-line-strong underline-offset-2 hover:decoration-current';
  const words = <Sentence>{eventInWords(event)}</Sentence>;
  if (event.projectId !== null)
    return (
      <Link to={paths.project} params={{ projectId: event.projectId }} className={className}>
        {words}
      </Link>
    );
  return (
    <Link to={paths.profile} params={{ personId }} hash={`skill-${event.skillId}`} className={className}>
      {words}
    </Link>
  );
}

function DayOf({ at, lastDay }: { at: string; lastDay: Day }) {
  return (
    <time dateTime={at} title={exactTime(at)} className="text-sm whitespace-nowrap text-ink-muted">
      {dayInWords(localDay(new Date(at)), lastDay)}
    </time>
  );
}

const MOST_ON_PHONE = 6;

/** The events as a list, for narrow windows. */
export function TimelineList({ personId, label, events, lastDay }: TimelineListProps) {
  const [isWhole, setWhole] = useState(false);
  const more = events.length - MOST_ON_PHONE;
  return (
    <>
      <ul aria-label={label} className="grid gap-2">
        {(isWhole ? events : events.slice(0, MOST_ON_PHONE)).map((event, index) => (
          <li key={keyOf(event, index)} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-2">
            <TimelineSymbol events={[event]} />
            <span className="min-w-0 wrap-anywhere">
              <EventLink personId={personId} event={event} />
            </span>
            <span className="pt-0.5">
              <DayOf at={event.at} lastDay={lastDay} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && !isWhole && (
        <Button className="mt-3" onClick={() => setWhole(true)}>
          <Plural value={more} one="Show # more event" other="Show # more events" />
        </Button>
      )}
    </>
  );
}

/** The events as a table. */
export function TimelineTable({ personId, label, events, lastDay }: TimelineListProps) {
  return (
    <Table maxHeight="max-h-96" caption={label}>
      <thead>
        <tr>
          <Th>
            <Trans comment="Heading of a column of dates">Date</Trans>
          </Th>
          <Th>{t({ message: 'About', comment: 'Heading of a column: whether an event is about projects or about levels' })}</Th>
          <Th>
            <Trans comment="Heading of a column: what happened">Event</Trans>
          </Th>
        </tr>
      </thead>
      <tbody>
        {events.map((event, index) => (
          <tr key={keyOf(event, index)}>
            <Td>
              <DayOf at={event.at} lastDay={lastDay} />
            </Td>
            <Td className="text-sm whitespace-nowrap text-ink-muted">{laneName(laneOf(event))}</Td>
            <Td className="w-full">
              <EventLink personId={personId} event={event} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
