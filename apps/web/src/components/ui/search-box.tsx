import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { cx } from '#lib/cx.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { controlClass } from './control-class.ts';

export interface SearchBoxProps {
  /** What is searched, for screen readers and in the box: "Search skills". */
  label: string;
  /** What is searched for now, from the address. */
  value: string | undefined;
  /** Told once the writing pauses; undefined for nothing. */
  onChange: (value: string | undefined) => void;
  className?: string;
}

/** Narrows a list to what is written. The address may change under it (back button): then it follows. */
export function SearchBox({ label, value = '', onChange, className }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text);
  const told = useRef(value);
  const tell = useRef(onChange);
  const input = useRef<HTMLInputElement>(null);
  useShortcuts([{ key: '/', does: label, group: 'This page', run: () => input.current?.focus() }]);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    const wanted = settled.trim();
    if (wanted === told.current) return;
    told.current = wanted;
    tell.current(wanted === '' ? undefined : wanted);
  }, [settled]);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return (
    <span className={cx('relative block', className)}>
      <MagnifyingGlassIcon className="pointer-events-none absolute top-2 left-2 text-ink-muted" />
      <input
        ref={input}
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className={cx(controlClass, 'h-8 pl-8')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}
