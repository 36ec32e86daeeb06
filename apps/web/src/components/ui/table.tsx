import { Trans } from '@lingui/react/macro';
import { ArrowRightIcon } from '@radix-ui/react-icons';
import type { ComponentProps } from 'react';
import { cx } from '#lib/cx.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { useHiddenColumns } from '#lib/use-hidden-columns.ts';
import { Sentence } from './user-text.tsx';

export interface TableProps extends ComponentProps<'table'> {
  /** The name of the table for screen readers. */
  caption: string;
  /** The class of a height from which the rows scroll: `max-h-96`. */
  maxHeight?: string | undefined;
}

/** A table with thin lines. It scrolls if it is wider than its container, and then says so. */
export function Table({ caption, maxHeight, className, children, ...rest }: TableProps) {
  const { region, hasHiddenColumns } = useHiddenColumns();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)]">
      <div
        ref={region}
        className={cx('overflow-x-auto overflow-y-auto rounded border border-line bg-surface', maxHeight)}
        role="region"
        aria-label={isolateWithin(caption)}
        // A region that scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <table className={cx('w-full border-collapse', className)} {...rest}>
          <caption className="sr-only">
            <Sentence>{caption}</Sentence>
          </caption>
          {children}
        </table>
      </div>
      {hasHiddenColumns && (
        <p aria-hidden="true" className="mt-1 flex items-center justify-end gap-1 text-sm text-ink-muted">
          <Trans>Scroll sideways for more columns</Trans> <ArrowRightIcon className="rtl:-scale-x-100" />
        </p>
      )}
    </div>
  );
}

/** The heading of a column. `isNumber` aligns it with the numbers below. */
export function Th({ isNumber, className, ...rest }: ComponentProps<'th'> & { isNumber?: boolean }) {
  return (
    <th
      scope="col"
      className={cx(
        'h-8 border-b border-line bg-sunken px-3 text-xs font-medium whitespace-nowrap text-ink-muted',
        isNumber ? 'text-end tabular-nums' : 'text-start',
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ isNumber, className, ...rest }: ComponentProps<'td'> & { isNumber?: boolean }) {
  return (
    <td
      className={cx('h-9 border-b border-line px-3 py-1 in-[tr:last-child]:border-b-0', isNumber && 'text-end tabular-nums', className)}
      {...rest}
    />
  );
}
