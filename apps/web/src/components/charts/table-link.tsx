import { t } from '@lingui/core/macro';
import { inDigits } from '#lib/format/number.ts';
import { isPlainClick } from './plain-click.ts';

export interface TableLinkProps {
  count: number;
  /** The name of the count for screen readers. */
  label: string;
  href: string;
  onOpen?: (() => void) | undefined;
}

/** A number in the table of a chart. It links to its signals, unless it is 0. */
export function TableLink({ count, label, href, onOpen }: TableLinkProps) {
  if (count === 0) return <span className="text-ink-faint">0</span>;
  const number = inDigits(count);
  return (
    <a
      href={href}
      aria-label={t({ message: `${label}, ${number}`, comment: 'A link in a table of counts: "TypeScript, Week of 3 Nov, 4"' })}
      className="inline-block min-w-6 py-0.5 text-accent-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
      onClick={(event) => {
        if (onOpen === undefined || !isPlainClick(event)) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {number}
    </a>
  );
}
