import type { Page, ShownProgressUpdate, Signal } from '@skilltrace/contract';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { weekdayInWords } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { activityQuery } from '../api/activity.ts';
import { useProjectNames } from '#lib/api/projects-by-id.ts';
import { useUpdates } from '#lib/api/updates-by-id.ts';
import { groupSignals, projectIdsOf, updateIdsOf, type SignalRow } from '../group-signals.ts';
import type { TrackerView } from '../tracker-search.ts';
import { SignalEventRow } from './signal-event-row.tsx';

export interface SignalListProps {
  view: TrackerView;
  period: Period;
  /** What is listed, for screen readers. */
  label: string;
  /** Whether the viewer sees only signals from some of the projects. */
  isPartial: boolean;
}

/** The signals themselves, an event a row, each leading to where it comes from. */
export function SignalList({ view: { personId, search }, period, label, isPartial }: SignalListProps) {
  const query = useInfiniteQuery(activityQuery(personId, period, search));
  const pages = query.data?.pages;
  const batches = useMemo(() => (pages ?? []).map(({ items }) => updateIdsOf(items)), [pages]);
  const projectBatches = useMemo(() => (pages ?? []).map(({ items }) => projectIdsOf(items)), [pages]);
  const updates = useUpdates(batches);
  const projects = useProjectNames(projectBatches);
  const rows = useMemo(() => asRows(query.data, query.hasNextPage), [query.data, query.hasNextPage]);
  // The ids of projects are other ids.
  const updateOf = (row: SignalRow) => (row.kind === 'event' && row.sourceType === 'update' ? updates.byId.get(row.sourceId) : undefined);
  return (
    <InfiniteList
      query={{ ...query, data: rows } as UseInfiniteQueryResult<InfiniteData<Page<SignalRow>>>}
      label={label}
      itemKey={({ key }) => key}
      estimatedHeight={(row) => heightOf(row, updateOf(row))}
      empty={
        <EmptyState title="No signals here">
          {isPartial
            ? 'The list shows only signals from projects you lead or are on. Remove a filter, or choose a longer range.'
            : 'Remove a filter, or choose a longer range.'}
        </EmptyState>
      }
      renderItem={(row) =>
        row.kind === 'day' ? (
          <h4 className="border-b border-line pt-5 pb-1.5 text-sm font-medium text-ink-muted">{weekdayInWords(row.day, period.today)}</h4>
        ) : (
          <SignalEventRow event={row} update={updateOf(row)} isUpdatePending={updates.isPending} projectName={projects.get(row.sourceId)} />
        )
      }
    />
  );
}

/** All pages as one of rows: an event may stand on two of them. */
function asRows(data: InfiniteData<Page<Signal>> | undefined, hasMore: boolean): InfiniteData<Page<SignalRow>> | undefined {
  if (!data) return undefined;
  const rows = groupSignals(
    data.pages.flatMap(({ items }) => items),
    hasMore,
  );
  return { pages: [{ items: rows, nextCursor: null }], pageParams: [undefined] };
}

const DAY_HEIGHT = 47;
const EVENT_HEIGHT = 67;
const LINE = { height: 20, characters: 90, gap: 4 };

/** As the row is set on a wide screen. */
function heightOf(row: SignalRow, update: ShownProgressUpdate | undefined): number {
  if (row.kind === 'day') return DAY_HEIGHT;
  if (row.sourceType !== 'update') return EVENT_HEIGHT;
  const lines = update && update.content.length <= LINE.characters ? 1 : 2;
  return EVENT_HEIGHT + LINE.gap + lines * LINE.height;
}
