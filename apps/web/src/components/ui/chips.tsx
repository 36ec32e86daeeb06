import { t } from '@lingui/core/macro';
import { Cross2Icon, PlusIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';

const chipClass = 'inline-flex max-w-full items-center gap-1 rounded-sm border border-line bg-sunken text-sm text-ink';

/** Names side by side, such as skills or tags. */
export function Chips({ label, names, className }: { label: string; names: readonly string[]; className?: string }) {
  return (
    <ul aria-label={label} className={cx('flex flex-wrap gap-1', className)}>
      {names.map((name) => (
        <li key={name} className={cx(chipClass, 'px-1.5 py-px')}>
          <span className="min-w-0">
            <UserText>{name}</UserText>
          </span>
        </li>
      ))}
    </ul>
  );
}

export interface RemovableChipsProps<Item> {
  label: string;
  items: readonly Item[];
  nameOf: (item: Item) => string;
  onRemove: (item: Item) => void;
  empty: ReactNode;
}

/** The same, each with a button that removes it. */
export function RemovableChips<Item>({ label, items, nameOf, onRemove, empty }: RemovableChipsProps<Item>) {
  if (items.length === 0) return <p className="text-sm text-ink-faint">{empty}</p>;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {items.map((item) => {
        const name = isolate(nameOf(item));
        return (
          <li key={nameOf(item)} className={cx(chipClass, 'ps-2')}>
            <span className="min-w-0">
              <UserText>{nameOf(item)}</UserText>
            </span>
            <button
              type="button"
              aria-label={t`Remove ${name}`}
              className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-muted hover:bg-line hover:text-ink"
              onClick={() => onRemove(item)}
            >
              <Cross2Icon className="size-3" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** A button that adds a name. */
export function AddChip({ name, onAdd }: { name: string; onAdd: () => void }) {
  const isolatedName = isolate(name);
  return (
    <button
      type="button"
      aria-label={t`Add ${isolatedName}`}
      className="inline-flex min-h-6 max-w-full text-start items-center gap-1 rounded-sm border border-dashed border-line-strong px-1.5 text-sm text-ink-muted hover:bg-sunken hover:text-ink"
      onClick={onAdd}
    >
      <PlusIcon className="size-3 shrink-0" />
      <span className="min-w-0">
        <UserText>{name}</UserText>
      </span>
    </button>
  );
}
