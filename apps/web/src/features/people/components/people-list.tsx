import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { inDigits } from '#lib/format/number.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { usePeople, type PeopleFilters } from '../api/list-people.ts';
import { PersonRow } from './person-row.tsx';

const ANNOUNCED_AFTER_MS = 500;

/** The people who match the filters, by name. J and K move, Enter opens. */
export function PeopleList({ filters, onClear }: { filters: PeopleFilters; onClear: () => void }) {
  const people = usePeople(filters);
  const label = t`People`;
  useListKeys(label, label);
  const shown = people.data?.pages.reduce((sum, { items }) => sum + items.length, 0);
  // After the first paint: the first number that a page formats takes 9 to 33 ms, and four times as long on a slow phone.
  const [announced, announce] = useState<number>();
  useEffect(() => {
    const timer = setTimeout(() => announce(shown), ANNOUNCED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <>
      <p role="status" className="sr-only">
        {people.isPlaceholderData || shown === undefined || announced !== shown ? '' : foundInWords(shown, people.hasNextPage)}
      </p>
      <div className={shown === 0 ? undefined : 'list-frame'} aria-busy={people.isPlaceholderData}>
        <InfiniteList
          query={people}
          label={label}
          itemKey={({ id }) => id}
          estimatedHeight={49}
          renderItem={(person) => <PersonRow person={person} />}
          skeleton={<RowSkeletons />}
          empty={
            <EmptyState
              title={t`No people match these filters`}
              action={
                <Button onClick={onClear}>
                  <Trans>Clear filters</Trans>
                </Button>
              }
            >
              <Trans>You can search by part of a name, by validated skills and by current project.</Trans>
            </EmptyState>
          }
        />
      </div>
    </>
  );
}

function foundInWords(shown: number, hasMore: boolean): string {
  if (!hasMore) return plural(shown, { one: '# person found', other: '# people found' });
  const count = inDigits(shown);
  return t`More than ${count} people found`;
}

function RowSkeletons() {
  return (
    <div role="status">
      <span className="sr-only">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: 10 }, (_, index) => (
        <div key={index} className="flex h-12.25 items-center gap-3 border-b border-line bg-surface px-4">
          <Skeleton className="size-8" isRound />
          <Skeleton className="h-4 w-48" />
        </div>
      ))}
    </div>
  );
}
