import { t } from '@lingui/core/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import type { Page } from '@skilltrace/contract';
import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { Popover } from 'radix-ui';
import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useActiveOption } from '#lib/use-active-option.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { controlClass } from './control-class.ts';
import { useFieldControl } from './field.tsx';
import { Sentence } from './user-text.tsx';

export interface ComboboxProps<Item, Key extends QueryKey> {
  value: Item | null;
  onChange: (value: Item | null) => void;
  /** The query that finds items for a text. */
  search: (text: string) => UseQueryOptions<Page<Item>, Error, Page<Item>, Key>;
  itemKey: (item: Item) => number | string;
  itemLabel: (item: Item) => string;
  /** Renders an option among the others. By default, its label. */
  renderItem?: (item: Item, among: readonly Item[]) => ReactNode;
  /** A last option that is not an item: what the person can do with a text that is not among the names of the items. */
  other?: (text: string, found: readonly Item[]) => { label: string; onSelect: () => void } | undefined;
  placeholder?: string;
  disabled?: boolean;
}

/** Selects one of very many items by a part of its name. Inside a `<Field>`. */
export function Combobox<Item, Key extends QueryKey>(props: ComboboxProps<Item, Key>) {
  const { value, onChange, search, itemKey, itemLabel, renderItem = itemLabel, other, placeholder, disabled } = props;
  const control = useFieldControl();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | undefined>(undefined);
  const isOpen = text !== undefined;
  const wanted = useDebounced((text ?? '').trim());
  const query = useQuery({ ...search(wanted), enabled: isOpen });
  const items = query.data?.items ?? [];
  const isAnswered = query.data !== undefined && !query.isPlaceholderData && wanted === text?.trim();
  const otherOption = isAnswered && wanted !== '' ? other?.(wanted, items) : undefined;
  const count = items.length + (otherOption ? 1 : 0);

  const select = (index: number) => {
    const item = items[index];
    if (item !== undefined) onChange(item);
    else if (otherOption) otherOption.onSelect();
    else return;
    setText(undefined);
  };
  const { listId, optionId, active, setActive, onKeyDown } = useActiveOption(count, wanted, select);

  const optionProps = (index: number) => ({
    id: optionId(index),
    role: 'option',
    tabIndex: -1,
    'aria-selected': index === active,
    className: cx('flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2', index === active && 'bg-sunken'),
    onPointerMove: () => setActive(index),
    // On pointer down, before the input loses the focus and the list closes.
    onPointerDown: (event: PointerEvent) => {
      event.preventDefault();
      select(index);
    },
  });

  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => !open && setText(undefined)}>
      <Popover.Anchor className="relative block">
        <input
          {...control}
          ref={input}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && count > 0 ? optionId(active) : undefined}
          autoComplete="off"
          dir="auto"
          // Not `pe-8`: because of `dir="auto"` its side would depend on the text, but the button depends on the page.
          className={cx(controlClass, 'h-8 in-[html[dir=ltr]]:pr-8 in-[html[dir=rtl]]:pl-8')}
          placeholder={placeholder}
          disabled={disabled}
          value={text ?? (value === null ? '' : itemLabel(value))}
          onChange={(event) => setText(event.target.value)}
          onClick={() => setText((before) => before ?? '')}
          onBlur={() => setText(undefined)}
          onKeyDown={(event) => {
            if (isOpen) onKeyDown(event);
            else if (event.key === 'ArrowDown') setText('');
          }}
        />
        {value !== null && !disabled && (
          <button
            type="button"
            aria-label={t({ message: `Clear`, context: 'field' })}
            className="absolute top-1 end-1 grid size-6 place-items-center rounded-sm text-ink-muted hover:bg-sunken"
            onClick={() => {
              onChange(null);
              input.current?.focus();
            }}
          >
            <Cross2Icon />
          </button>
        )}
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          className="z-50 max-h-72 w-(--radix-popover-trigger-width) min-w-56 overflow-y-auto rounded border border-line-strong bg-surface p-1"
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.target === input.current && event.preventDefault()}
          role="presentation"
        >
          {items.length === 0 && (
            <p role="status" className="px-2 py-1.5 text-ink-faint">
              <Sentence>{query.isPending ? t`Searching…` : query.isError ? t`The search failed.` : noResults(wanted)}</Sentence>
            </p>
          )}
          <div id={listId} role="listbox" aria-label={t`Results`}>
            {items.map((item, index) => (
              <div key={itemKey(item)} {...optionProps(index)}>
                {renderItem(item, items)}
              </div>
            ))}
            {otherOption && (
              <div {...optionProps(items.length)}>
                <span className="py-1 text-accent-ink">
                  <Sentence>{otherOption.label}</Sentence>
                </span>
              </div>
            )}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function noResults(wanted: string): string {
  const text = isolate(wanted);
  return wanted === '' ? t`No results.` : t`No results for "${text}".`;
}
