import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Session } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { useFreshness, type FreshnessFilter } from '../api/freshness.ts';
import { AgingRow, COLUMNS } from './aging-row.tsx';

export interface AgingListProps {
  filter: FreshnessFilter;
  session: Session;
  /** Shown when the list is empty: a link to a wider list. */
  action: ReactNode;
}

/** The validated levels in the Core Stack that are stale or go stale soon, oldest validation first. */
export function AgingList({ filter, session, action }: AgingListProps) {
  const query = useFreshness(filter);
  const label = t`Validated levels by age`;
  useListKeys(label, label);
  const isEmpty = query.data?.pages[0]?.items.length === 0;
  if (isEmpty)
    return (
      <EmptyState
        title={filter.days === undefined ? t`Nothing is stale` : t`Nothing is stale or goes stale in this period`}
        action={action}
      >
        <Trans>
          Only the Core Stack goes stale: validated skills whose exact name is a tag of a current assignment, 365 days after the validation.
        </Trans>
      </EmptyState>
    );
  return (
    <div className="list-frame" aria-busy={query.isPlaceholderData}>
      {/* Hidden from screen readers, because every row repeats the labels for them. */}
      <div
        aria-hidden="true"
        className={`hidden gap-x-4 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-ink-muted md:grid ${COLUMNS}`}
      >
        <span>
          <Trans>Person</Trans>
        </span>
        <span>
          <Trans>Skill and level</Trans>
        </span>
        <span>
          <Trans>Stale</Trans>
        </span>
        <span>
          <Trans>Project and Tech Lead</Trans>
        </span>
      </div>
      <InfiniteList
        query={query}
        label={label}
        itemKey={({ profileId, skillId }) => `${profileId} ${skillId}`}
        estimatedHeight={57}
        renderItem={(item) => <AgingRow item={item} session={session} />}
        empty={null}
      />
    </div>
  );
}
