import { CheckIcon } from '@radix-ui/react-icons';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from '#lib/cx.ts';

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  align?: 'start' | 'end';
  children: ReactNode;
}

/** A menu behind a button. Contains `<MenuItem>`, `<MenuChoice>`, `<MenuSeparator>` and `<MenuLabel>`. */
export function Menu({ trigger, align = 'end', children }: MenuProps) {
  return (
    // A modal menu would add a style element to stop the page from scrolling.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 animate-appear rounded border border-line-strong bg-surface p-1"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemClass =
  'flex h-8 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none select-none data-highlighted:bg-sunken data-disabled:opacity-55';

export interface MenuItemProps {
  icon?: ReactNode;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Not needed if the only child is a link (`asChild`). */
  onSelect?: () => void;
  asChild?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, isDanger, isDisabled, onSelect, asChild, children }: MenuItemProps) {
  return (
    <Radix.Item
      asChild={asChild}
      disabled={isDisabled}
      onSelect={onSelect}
      className={cx(itemClass, isDanger ? 'text-failed' : 'text-ink')}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon !== undefined && <span className="text-ink-muted">{icon}</span>}
          {children}
        </>
      )}
    </Radix.Item>
  );
}

export interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}

/** A choice of one option, such as a theme. */
export function MenuChoice<Value extends string>({ label, value, onChange, options }: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup aria-label={label} value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemClass}>
          {option.icon !== undefined && <span className="text-ink-muted">{option.icon}</span>}
          <span className="grow">{option.label}</span>
          <Radix.ItemIndicator>
            <CheckIcon className="text-accent-ink" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export const MenuSeparator = () => <Radix.Separator className="my-1 h-px bg-line" />;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 py-1 text-xs text-ink-faint">{children}</Radix.Label>
);
