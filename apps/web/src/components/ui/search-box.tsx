import { t } from '@lingui/core/macro';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { cx } from '#lib/cx.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { controlClass } from './control-class.ts';

export interface SearchBoxProps {
  /** The label and the placeholder: "Search skills". */
  label: string;
  /** The current search text, from the address. */
  value: string | undefined;
  /** Called when the person stops typing; undefined for an empty text. */
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** Filters a list by text. It follows changes of the address, such as the back button. */
export function SearchBox({ label, value = '', onChange, className }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text);
  const reported = useRef(value);
  const report = useRef(onChange);
  const input = useRef<HTMLInputElement>(null);
  useShortcuts([{ key: '/', does: label, group: t`This page`, run: () => input.current?.focus() }]);
  useEffect(() => {
    report.current = onChange;
  });
  useEffect(() => {
    const wanted = settled.trim();
    if (wanted === reported.current) return;
    reported.current = wanted;
    report.current(wanted === '' ? undefined : wanted);
  }, [settled]);
  useEffect(() => {
    if (value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value]);
  return (
    <span className={cx('relative block print:has-placeholder-shown:hidden', className)}>
      <MagnifyingGlassIcon className="pointer-events-none absolute top-2 start-2 text-ink-muted" />
      <input
        ref={input}
        type="search"
        dir="auto"
        // Not `ps-8`: because of `dir="auto"` its side would depend on the text, but that of the icon depends on the page.
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className={cx(controlClass, 'h-8 in-[html[dir=ltr]]:pl-8 in-[html[dir=rtl]]:pr-8')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}
