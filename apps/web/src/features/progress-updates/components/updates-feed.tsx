import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProjectStatus, ShownProgressUpdate } from '@skilltrace/contract';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { feedQuery, newestUpdateQuery } from '../api/list-updates.ts';
import { noComposerInWords } from '../in-words.ts';
import { Composer } from './composer.tsx';
import { PinnedUpdate } from './pinned-update.tsx';
import { UpdateItem, type Opened } from './update-item.tsx';

export interface UpdatesFeedProps {
  project: { id: number; name: string; status: ProjectStatus; skills: readonly { name: string }[] };
  viewer: { id: number; name: string };
  isMember: boolean;
  mayOpenPerson: (personId: number) => boolean;
  /** The update that the address names. */
  markedId: number | undefined;
}

/** The updates of a project, newest first, and the form for a new one. */
export function UpdatesFeed({ project, viewer, isMember, mayOpenPerson, markedId }: UpdatesFeedProps) {
  const queryClient = useQueryClient();
  const feed = useInfiniteQuery(feedQuery(project.id));
  const newest = useQuery({ ...newestUpdateQuery(project.id), enabled: feed.isSuccess });
  const [opened, setOpened] = useState<ReadonlyMap<number, Opened>>(new Map());
  const open = (id: number, to: Opened) => setOpened((before) => new Map(before).set(id, to));
  const showNewest = () => {
    void queryClient.resetQueries({ queryKey: feedQuery(project.id).queryKey });
    window.scrollTo({ top: 0 });
  };

  const isLoaded = (id: number) => feed.data?.pages.some(({ items }) => items.some((item) => item.id === id)) ?? false;
  // Decided once: when scrolling loads the update into the feed, the copy above must not disappear.
  const isPinned = useMemo(
    () => markedId !== undefined && (feed.isSuccess || feed.isError) && !isLoaded(markedId),
    // oxlint-disable-next-line react/exhaustive-deps
    [markedId, feed.isSuccess, feed.isError],
  );
  const newestId = newest.data?.id;
  const isBehind = newestId !== undefined && !isLoaded(newestId);
  const isEmpty = feed.data === undefined || feed.data.pages[0]?.items.length === 0;
  const noComposer = noComposerInWords(project.status, isMember);

  const show = (update: ShownProgressUpdate) => (
    <UpdateItem
      update={update}
      viewerId={viewer.id}
      mayOpenAuthor={mayOpenPerson(update.userId)}
      isMarked={update.id === markedId}
      opened={opened.get(update.id) ?? {}}
      onOpened={(to) => open(update.id, to)}
    />
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {noComposer === undefined ? (
        <Composer project={project} author={viewer} onPosted={({ id }) => open(id, { signals: true })} onFeedStale={showNewest} />
      ) : (
        <p className="text-ink-muted">{noComposer}</p>
      )}
      {isPinned && markedId !== undefined && (
        <PinnedUpdate id={markedId} projectId={project.id}>
          {show}
        </PinnedUpdate>
      )}
      {isBehind && (
        <p role="status" className="flex items-center gap-3">
          <Trans>New updates are available.</Trans>
          <Button onClick={showNewest}>
            <Trans>Show new updates</Trans>
          </Button>
        </p>
      )}
      {!isEmpty && (
        <div className="flex justify-end">
          <DownloadCsv query={feedQuery(project.id)} />
        </div>
      )}
      <div className={isEmpty ? undefined : 'overflow-hidden rounded border border-line bg-surface'}>
        <InfiniteList
          query={feed}
          label={t`Updates`}
          itemKey={({ id }) => id}
          estimatedHeight={80}
          shownKey={isPinned ? undefined : markedId}
          renderItem={(update) => <div className="border-b border-line">{show(update)}</div>}
          empty={
            <EmptyState title={t`No updates yet`}>
              {isMember ? (
                <Trans>Post the first update above: a few sentences about what you did.</Trans>
              ) : (
                <Trans>Updates of project members appear here.</Trans>
              )}
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}
