import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons';
import type { AuditEntry } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { useAuditLog, type AuditFilters } from '../api/list-entries.ts';
import { changesIn } from '../change-words.ts';
import { entryOrigin } from '../client-words.ts';
import { sentenceOf, type Piece } from '../entry-sentence.ts';
import type { EntryGroup } from '../group-entries.ts';

/** The entries that match the filters, newest first, each with its changes, origin and time. */
export function EntryList({ filters, onClear }: { filters: AuditFilters; onClear: () => void }) {
  const entries = useAuditLog(filters);
  useListKeys(t`Audit log`, t`Audit log`);
  return (
    <InfiniteList
      query={entries}
      label={t`Audit log`}
      itemKey={({ main }) => main.id}
      estimatedHeight={({ main, others }) => (Object.keys(main.details).length > 0 ? 59 : 38) + (others.length > 0 ? 28 : 0)}
      empty={
        <EmptyState
          title={t`No matching entries`}
          action={
            <Button onClick={onClear}>
              <Trans>Clear filters</Trans>
            </Button>
          }
        >
          <Trans>No entry of the audit log matches these filters.</Trans>
        </EmptyState>
      }
      renderItem={(group, index) => <GroupRow isFirst={index === 0} group={group} />}
    />
  );
}

/** The entries of one request: the main one, and the others when the admin opens them. */
function GroupRow({ isFirst, group: { main, others, mayHaveMore } }: { isFirst: boolean; group: EntryGroup }) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const count = others.length;
  if (count === 0) return <EntryRow isFirst={isFirst} entry={main} />;
  return (
    <div className={cx('border-x border-b border-line bg-surface', isFirst && 'rounded-t border-t')}>
      <EntryRow entry={main} />
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={listId}
        className="mx-2 mb-1.5 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-sm text-accent-ink hover:underline"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <ChevronDownIcon /> : <ChevronRightIcon className="rtl:rotate-180" />}
        {mayHaveMore
          ? plural(count, { one: 'At least # more change by this request', other: 'At least # more changes by this request' })
          : plural(count, { one: '# more change by this request', other: '# more changes by this request' })}
      </button>
      <div id={listId} className={cx('ms-4 mb-2 border-s border-line', !isOpen && 'hidden')}>
        {isOpen && others.map((entry) => <EntryRow key={entry.id} entry={entry} />)}
      </div>
    </div>
  );
}

/** One entry. With a frame, unless it is in a group. */
function EntryRow({ isFirst, entry }: { isFirst?: boolean; entry: AuditEntry }) {
  const changes = changesIn(entry);
  const origin = entryOrigin(entry);
  return (
    <div
      className={cx(
        'grid items-baseline gap-x-4 gap-y-0.5 px-3 py-2 md:grid-cols-[minmax(0,1fr)_14rem_8rem]',
        isFirst !== undefined && 'border-x border-b border-line bg-surface',
        isFirst && 'rounded-t border-t',
      )}
    >
      <div className="min-w-0">
        <p className="wrap-anywhere">
          {sentenceOf(entry).map((piece, index) => (
            <Name key={index} piece={piece} />
          ))}
        </p>
        {changes.length > 0 && (
          <p className="text-sm wrap-anywhere text-ink-muted">
            <Sentence>{changes.join(' · ')}</Sentence>
          </p>
        )}
      </div>
      <p className="text-sm wrap-anywhere text-ink-muted" title={entry.userAgent === null ? undefined : isolate(entry.userAgent)}>
        <Sentence>{origin.join(' · ')}</Sentence>
      </p>
      <p className="text-sm text-ink-muted md:text-end">
        <RelativeTime at={entry.recordedAt} />
      </p>
    </div>
  );
}

function Name({ piece }: { piece: Piece }) {
  if (typeof piece === 'string') return piece;
  if (piece.kind === 'origin')
    return (
      <b className="font-medium">
        <Sentence>{piece.name}</Sentence>
      </b>
    );
  const className = cx(
    'underline decoration-ink-faint underline-offset-2 hover:decoration-current',
    piece.kind === 'actor' ? 'font-medium' : 'text-accent-ink',
  );
  switch (piece.kind) {
    case 'actor':
    case 'person':
      return (
        <Link to={paths.profile} params={{ personId: piece.id }} className={className}>
          <UserText>{piece.name}</UserText>
        </Link>
      );
    case 'project':
      return (
        <Link to={paths.project} params={{ projectId: piece.id }} className={className}>
          <UserText>{piece.name}</UserText>
        </Link>
      );
    case 'skill':
      return (
        <Link to={paths.whoKnows} search={{ skill: [piece.id] }} className={className}>
          <UserText>{piece.name}</UserText>
        </Link>
      );
  }
}
