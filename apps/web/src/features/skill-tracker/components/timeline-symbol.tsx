import {
  ArrowDownIcon,
  ArrowUpIcon,
  CheckIcon,
  Cross2Icon,
  EnterIcon,
  ExitIcon,
  Link2Icon,
  ResetIcon,
  UpdateIcon,
} from '@radix-ui/react-icons';
import type { TimelineEvent } from '@skilltrace/contract';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { laneOf } from '../timeline/timeline-marks.ts';
import { directionOf } from '../timeline/timeline-words.ts';

const icons = {
  joined: EnterIcon,
  left: ExitIcon,
  completed: CheckIcon,
  validated: CheckIcon,
  confirmed: UpdateIcon,
  withdrawn: Cross2Icon,
  restored: ResetIcon,
  merged: Link2Icon,
} as const;

/** The symbol of an event, or the number of several. Its shape differs by kind; projects are square, levels are round. */
export function TimelineSymbol({ events }: { events: readonly TimelineEvent[] }) {
  const [first] = events;
  if (!first) return null;
  const isProject = laneOf(first) === 'projects';
  const Icon = first.kind === 'level_changed' ? (directionOf(first) === 'down' ? ArrowDownIcon : ArrowUpIcon) : icons[first.kind];
  return (
    <span
      aria-hidden="true"
      // Not a text, because the label next to it can begin with the same number, and the name of the mark has it once.
      data-count={events.length === 1 ? undefined : inDigits(events.length)}
      className={cx(
        'flex size-6 shrink-0 items-center justify-center border bg-surface text-xs tabular-nums before:content-[attr(data-count)]',
        isProject ? 'rounded-[3px] border-project-fill text-project' : 'rounded-full border-ink-muted text-ink',
      )}
    >
      {events.length === 1 && <Icon />}
    </span>
  );
}
