import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { PersonFacts } from '#components/pickers/person-facts.tsx';
import { Shade } from '#components/ui/shade.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useActiveOption } from '#lib/use-active-option.ts';
import { usePaletteEntries } from './use-palette-entries.ts';

/** The command palette: pages, people, projects and skills, found by a part of their name. */
export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const { entries, isEmpty, isSearching, hasFailed } = usePaletteEntries(text.trim());
  const count = entries.length;
  const wanted = isolate(text.trim());
  const openEntry = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    onClose();
    void navigate(entry.link);
  };
  const { listId, optionId, active, setActive, onKeyDown } = useActiveOption(entries.length, text, openEntry);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Shade />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[max(16px,12dvh)] left-1/2 z-40 flex max-h-[min(480px,76dvh)] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 animate-appear flex-col rounded border border-line bg-surface"
        >
          <Radix.Title className="sr-only">
            <Trans>Search</Trans>
          </Radix.Title>
          <input
            role="combobox"
            aria-label={t`Go to a page, or search people, projects and skills`}
            aria-expanded="true"
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={entries.length > 0 ? optionId(active) : undefined}
            autoComplete="off"
            className="h-12 w-full shrink-0 border-b border-line bg-transparent px-4 text-lg text-ellipsis outline-none"
            dir="auto"
            placeholder={t`Search pages, people, projects and skills`}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <div id={listId} role="listbox" aria-label={t`Results`} className="overflow-y-auto overscroll-contain p-1">
            {entries.map((entry, index) => (
              <div
                key={entry.key}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={cx('flex h-9 cursor-pointer items-center gap-3 rounded-sm px-3', index === active && 'bg-sunken')}
                onPointerMove={() => setActive(index)}
                onClick={() => openEntry(index)}
                onKeyDown={onKeyDown}
              >
                <span className="truncate">
                  <UserText>{entry.label}</UserText>
                </span>
                {(entry.note !== undefined || entry.person !== undefined) && (
                  <span className="truncate text-sm text-ink-faint">
                    {entry.person ? <PersonFacts person={entry.person.of} among={entry.person.among} /> : <Sentence>{entry.note}</Sentence>}
                  </span>
                )}
                <span className="ms-auto shrink-0 text-xs text-ink-faint">{entry.kind}</span>
              </div>
            ))}
          </div>
          <p role="status" className={cx('px-4 pb-3 text-ink-muted', !isEmpty && !hasFailed && 'sr-only')}>
            <Sentence>
              {hasFailed
                ? t`The search failed. You can still open pages.`
                : isSearching
                  ? t`Searching…`
                  : isEmpty
                    ? t`No results for "${wanted}".`
                    : plural(count, { one: '# result', other: '# results' })}
            </Sentence>
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
