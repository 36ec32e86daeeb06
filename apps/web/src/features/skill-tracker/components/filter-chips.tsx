import { Cross2Icon } from '@radix-ui/react-icons';
import { bucketInWords } from '#components/charts/momentum.ts';
import { Sentence } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import { noFilters, type TrackerSearch } from '../tracker-search.ts';

const sources = { project: 'from joining and completing', update: 'from updates' } as const;

export interface Filter {
  label: string;
  off: TrackerSearch;
}

/** What the list is narrowed to, and how each is taken off. */
export function filtersOf({ skill, source, on, span = 'day' }: TrackerSearch, skillName: string | undefined, { today }: Period): Filter[] {
  const filters: (Filter | false)[] = [
    skill !== undefined && { label: skillName === undefined ? 'one skill' : isolate(skillName), off: { skill: undefined } },
    source !== undefined && { label: sources[source], off: { source: undefined } },
    on !== undefined && { label: bucketInWords(on, span, today), off: { on: undefined, span: undefined } },
  ];
  return filters.filter((filter) => filter !== false);
}

export interface FilterChipsProps {
  filters: readonly Filter[];
  /** A chip that is taken off is gone, and the focus with it: the caller says where to. */
  onTakeOff: (off: TrackerSearch) => void;
}

export function FilterChips({ filters, onTakeOff }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {filters.map(({ label, off }) => (
        <li key={label}>
          <button
            type="button"
            aria-label={`Take off: ${label}`}
            className="flex h-6.5 items-center gap-1 rounded bg-accent-soft pr-1 pl-2 text-sm text-accent-ink hover:brightness-95"
            onClick={() => onTakeOff(off)}
          >
            <span>
              <Sentence>{label}</Sentence>
            </span>{' '}
            <Cross2Icon />
          </button>
        </li>
      ))}
      {filters.length > 1 && (
        <li>
          <button
            type="button"
            className="h-6.5 rounded px-1.5 text-sm text-ink-muted underline underline-offset-2"
            onClick={() => onTakeOff(noFilters)}
          >
            Take all off
          </button>
        </li>
      )}
    </ul>
  );
}
