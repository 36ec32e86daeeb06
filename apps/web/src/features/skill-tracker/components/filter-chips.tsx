import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { bucketInWords } from '#components/charts/momentum.ts';
import { sourceName } from '#components/charts/source-mark.ts';
import { Sentence } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import { noFilters, type TrackerSearch } from '../tracker-search.ts';

export interface Filter {
  label: string;
  off: TrackerSearch;
}

/** The filters of the list, each with the change that removes it. */
export function filtersOf({ skill, source, on, span = 'day' }: TrackerSearch, skillName: string | undefined, { today }: Period): Filter[] {
  const filters: (Filter | false)[] = [
    skill !== undefined && { label: skillName === undefined ? t`One skill` : isolate(skillName), off: { skill: undefined } },
    source !== undefined && { label: sourceName(source), off: { source: undefined } },
    on !== undefined && { label: bucketInWords(on, span, today), off: { on: undefined, span: undefined } },
  ];
  return filters.filter((filter) => filter !== false);
}

export interface FilterChipsProps {
  filters: readonly Filter[];
  /** Removes a filter. Its chip disappears with the focus, so the caller must move the focus. */
  onRemove: (off: TrackerSearch) => void;
}

export function FilterChips({ filters, onRemove }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <ul aria-label={t`Filters`} className="flex flex-wrap items-center gap-1.5">
      {filters.map(({ label, off }) => (
        <li key={label}>
          <button
            type="button"
            aria-label={t`Remove filter: ${label}`}
            className="flex h-6.5 items-center gap-1 rounded bg-accent-soft pe-1 ps-2 text-sm text-accent-ink hover:brightness-95"
            onClick={() => onRemove(off)}
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
            onClick={() => onRemove(noFilters)}
          >
            <Trans>Remove all filters</Trans>
          </button>
        </li>
      )}
    </ul>
  );
}
