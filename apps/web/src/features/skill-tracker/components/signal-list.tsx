import { t } from '@lingui/core/macro';
import type { Page, ShownProgressUpdate, Signal } from '@skilltrace/contract';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { weekdayInWords } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { useProjectNames } from '#lib/api/projects-by-id.ts';
import { useUpdates } from '#lib/api/updates-by-id.ts';
import { groupSignals, projectIdsOf, updateIdsOf, type SignalRow } from '../group-signals.ts';
import { SignalEventRow } from './signal-event-row.tsx';

export interface SignalListProps {
  /** The signals that match the filters. */
  query: UseInfiniteQueryResult<InfiniteData<Page<Signal>>>;
  period: Period;
  /** The name of the list for screen readers. */
  label: string;
  /** Whether the viewer can see only the signals from some projects. */
  isPartial: boolean;
  /** Removes the filters. Undefined without filters. */
  onClear: (() => void) | undefined;
}

/** The signals, one row per event, with links to their sources. */
export function SignalList({ query, period, label, isPartial, onClear }: SignalListProps) {
  const pages = query.data?.pages;
  const batches = useMemo(() => (pages ?? []).map(({ items }) => updateIdsOf(items)), [pages]);
  const projectBatches = useMemo(() => (pages ?? []).map(({ items }) => projectIdsOf(items)), [pages]);
  const updates = useUpdates(batches);
  const projects = useProjectNames(projectBatches);
  const rows = useMemo(() => asRows(query.data, query.hasNextPage), [query.data, query.hasNextPage]);
  // Only for updates: the source of other events is a project, and its id could equal that of an update.
  const updateOf = (row: SignalRow) => (row.kind === 'event' && row.sourceType === 'update' ? updates.byId.get(row.sourceId) : undefined);
  return (
    <InfiniteList
      query={{ ...query, data: rows } as UseInfiniteQueryResult<InfiniteData<Page<SignalRow>>>}
      label={label}
      itemKey={({ key }) => key}
      estimatedHeight={(row) => heightOf(row, updateOf(row))}
      empty={
        <EmptyState
          title={onClear ? t`No signals match these filters` : t`No signals in this range`}
          action={
            onClear && (
              <Button onClick={onClear}>
                <Trans>Clear filters</Trans>
              </Button>
            )
          }
        >
          {isPartial
            ? t`The list shows only signals from projects that you lead or are on. Remove a filter or choose a longer range.`
            : t`Remove a filter or choose a longer range.`}
        </EmptyState>
      }
      renderItem={(row) =>
        row.kind === 'day' ? (
          <h3 className="border-b border-line pt-5 pb-1.5 text-sm font-medium text-ink-muted">{weekdayInWords(row.day, period.today)}</h3>
        ) : (
          <SignalEventRow event={row} update={updateOf(row)} isUpdatePending={updates.isPending} projectName={projects.get(row.sourceId)} />
        )
      }
    />
  );
}

/** Combines all pages, because the signals of an event can be on two of them. */
function asRows(data: InfiniteData<Page<Signal>> | undefined, hasMore: boolean): InfiniteData<Page<SignalRow>> | undefined {
  if (!data) return undefined;
  const rows = groupSignals(
    data.pages.flatMap(({ items }) => items),
    hasMore,
  );
  return { pages: [{ items: rows, nextCursor: null }], pageParams: [undefined] };
}

const DAY_HEIGHT = 47;
const EVENT_HEIGHT = 71;
const LINE = { height: 20, characters: 90, gap: 4 };

/** The height of the row on a wide screen. */
function heightOf(row: SignalRow, update: ShownProgressUpdate | undefined): number {
  if (row.kind === 'day') return DAY_HEIGHT;
  if (row.sourceType !== 'update') return EVENT_HEIGHT;
  const lines = update && update.content.length <= LINE.characters ? 1 : 2;
  return EVENT_HEIGHT + LINE.gap + lines * LINE.height;
}
