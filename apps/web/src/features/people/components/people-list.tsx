import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { usePeople, type PeopleFilters } from '../api/list-people.ts';
import { PersonRow } from './person-row.tsx';

const LABEL = 'People';

/** Everybody whom the filters leave, by name; J and K move, Enter opens. */
export function PeopleList({ filters, onClear }: { filters: PeopleFilters; onClear: () => void }) {
  const people = usePeople(filters);
  useListKeys(LABEL, 'People');
  const shown = people.data?.pages.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <>
      <p role="status" className="sr-only">
        {people.isPlaceholderData || shown === undefined ? '' : `${shown}${people.hasNextPage ? ' and more' : ''} found`}
      </p>
      <div className={shown === 0 ? undefined : 'list-frame'} aria-busy={people.isPlaceholderData}>
        <InfiniteList
          query={people}
          label={LABEL}
          itemKey={({ id }) => id}
          estimatedHeight={49}
          renderItem={(person) => <PersonRow person={person} />}
          skeleton={<RowSkeletons />}
          empty={
            <EmptyState title="Nobody is left by these filters" action={<Button onClick={onClear}>Clear the filters</Button>}>
              People are found by a part of their name, by skills that are validated, and by the project that they are on now.
            </EmptyState>
          }
        />
      </div>
    </>
  );
}

function RowSkeletons() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      {Array.from({ length: 10 }, (_, index) => (
        <div key={index} className="flex h-12.25 items-center gap-3 border-b border-line bg-surface px-4">
          <Skeleton className="size-8" isRound />
          <Skeleton className="h-4 w-48" />
        </div>
      ))}
    </div>
  );
}
