import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ShownProgressUpdate } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { isLong } from '../in-words.ts';
import { EditForm } from './edit-form.tsx';
import { UpdateSignals } from './update-signals.tsx';

/** The parts of an update that the reader has opened. The feed keeps this, because a row that is scrolled out of view is unmounted. */
export interface Opened {
  signals?: boolean;
  whole?: boolean;
  editing?: boolean;
}

export interface UpdateItemProps {
  update: ShownProgressUpdate;
  viewerId: number;
  /** Whether the viewer may see the profile and the charts of the author. */
  mayOpenAuthor: boolean;
  /** Whether the address names this update. It is marked and receives the focus once. */
  isMarked: boolean;
  opened: Opened;
  onOpened: (opened: Opened) => void;
}

export function UpdateItem({ update, viewerId, mayOpenAuthor, isMarked, opened, onOpened }: UpdateItemProps) {
  const { id, projectId, userId, userName, content, createdAt, editedAt } = update;
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isMarked) article.current?.focus({ preventScroll: true });
  }, [isMarked]);
  const author = isolate(userName);
  const exactPosted = exactTime(createdAt);
  const isFolded = isLong(content) && !opened.whole;
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={t`${author}, ${exactPosted}`}
      aria-current={isMarked || undefined}
      className={cx('flex gap-3 border-s-2 py-3 pe-2 ps-3', isMarked ? 'border-accent bg-sunken' : 'border-transparent')}
    >
      <Avatar name={userName} />
      <div className="grid min-w-0 grow gap-0.5">
        <div className="flex flex-wrap items-center gap-x-2">
          {mayOpenAuthor ? (
            <Link to={paths.profile} params={{ personId: userId }} className="inline-block min-w-6 py-0.5 font-medium hover:underline">
              <UserText>{userName}</UserText>
            </Link>
          ) : (
            <span className="font-medium">
              <UserText>{userName}</UserText>
            </span>
          )}
          <Link
            to={paths.project}
            params={{ projectId }}
            search={{ tab: 'updates', update: id }}
            resetScroll={false}
            className="inline-block py-0.5 text-sm text-ink-faint hover:underline"
          >
            <RelativeTime at={createdAt} />
          </Link>
          {editedAt !== null && (
            <span className="text-sm text-ink-faint" title={exactTime(editedAt)}>
              <Trans>edited</Trans>
            </span>
          )}
          <span className="ms-auto flex gap-1">
            {userId === viewerId && !opened.editing && (
              <Button size="sm" variant="quiet" onClick={() => onOpened({ ...opened, editing: true })}>
                <Trans>Edit</Trans>
              </Button>
            )}
            <Button
              size="sm"
              variant="quiet"
              aria-expanded={opened.signals === true}
              onClick={() => onOpened({ ...opened, signals: !opened.signals })}
            >
              <Trans>Signals</Trans>
            </Button>
          </span>
        </div>
        {opened.editing ? (
          <EditForm update={update} onDone={() => onOpened({ ...opened, editing: false })} />
        ) : (
          <>
            <p dir="auto" className={cx('max-w-text wrap-anywhere whitespace-pre-wrap', isFolded && 'line-clamp-6')}>
              {content}
            </p>
            {isLong(content) && (
              <Button
                size="sm"
                variant="quiet"
                className="-ms-2 justify-self-start"
                aria-expanded={!isFolded}
                onClick={() => onOpened({ ...opened, whole: isFolded })}
              >
                {isFolded ? <Trans>Show all</Trans> : <Trans>Show less</Trans>}
              </Button>
            )}
          </>
        )}
        {opened.signals && <UpdateSignals updateId={update.id} mayOpen={mayOpenAuthor} />}
      </div>
    </article>
  );
}
