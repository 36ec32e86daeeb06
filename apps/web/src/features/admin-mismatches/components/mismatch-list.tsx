import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Stale } from '#components/charts/stale.tsx';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { SlowRead } from '#components/ui/slow-read.tsx';
import { mismatchesQuery, useMismatches, type MismatchesParameters } from '../api/mismatches.ts';
import { listWords, type MismatchList as List } from '../mismatch-lists.ts';
import { MismatchTable } from './mismatch-table.tsx';

export interface MismatchListProps extends MismatchesParameters {
  list: List;
  /** The control for the number of rows. */
  control: ReactNode;
}

/** A list of mismatches with its explanation, its loaded rows, and a download of all rows as CSV. */
export function MismatchList({ list, control, ...parameters }: MismatchListProps) {
  const { about, none, empty } = listWords(list);
  const { query, rows } = useMismatches(list, parameters);
  const { hasNextPage, isFetchingNextPage, cancel } = query;
  const shown = rows[list].length;
  const showMore = () => void query.fetchNextPage();
  return (
    <QueryView<unknown> query={query} isEmpty={() => shown === 0} empty={<EmptyState title={none}>{empty}</EmptyState>}>
      {() => (
        <Stale isStale={query.isPlaceholderData}>
          <div className="grid gap-3">
            <p className="max-w-text text-ink-muted">{about}</p>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p role="status" className="tabular-nums">
                {hasNextPage
                  ? plural(shown, { one: 'The first row', other: 'The first # rows' })
                  : plural(shown, { one: '# row', other: '# rows' })}
              </p>
              <div className="flex flex-wrap items-center gap-2">
                {control}
                <DownloadCsv query={mismatchesQuery(list, parameters)} />
              </div>
            </div>
            <MismatchTable list={list} mismatches={rows} />
            {isFetchingNextPage && <SlowRead isInline isLoading onCancel={cancel} onLoad={showMore} />}
            {query.isFetchNextPageError && (
              <p role="alert" className="text-ink-muted">
                <Trans>The rest could not be loaded.</Trans>
              </p>
            )}
            {hasNextPage && (
              <Button className="justify-self-start" isBusy={isFetchingNextPage} onClick={showMore}>
                <Trans>Show more</Trans>
              </Button>
            )}
          </div>
        </Stale>
      )}
    </QueryView>
  );
}
