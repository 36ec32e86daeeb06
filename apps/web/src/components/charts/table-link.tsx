import { inDigits } from '#lib/format/number.ts';
import { isPlainClick } from './plain-click.ts';

export interface TableLinkProps {
  count: number;
  /** What is counted, for screen readers. */
  label: string;
  href: string;
  onOpen?: (() => void) | undefined;
}

/** A number in the table of a chart, which leads to its signals as the mark does; a plain 0 leads nowhere. */
export function TableLink({ count, label, href, onOpen }: TableLinkProps) {
  if (count === 0) return <span className="text-ink-faint">0</span>;
  return (
    <a
      href={href}
      aria-label={`${label}, ${inDigits(count)}`}
      className="inline-block min-w-6 py-0.5 text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
      onClick={(event) => {
        if (onOpen === undefined || !isPlainClick(event)) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {inDigits(count)}
    </a>
  );
}
