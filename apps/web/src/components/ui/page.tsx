import { Trans } from '@lingui/react/macro';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { cx } from '#lib/cx.ts';
import { dayInWords, localDay } from '#lib/days.ts';
import { isolateWithin } from '#lib/isolate.ts';
import { usePrintTime } from '#lib/printing.ts';
import { Sentence } from './user-text.tsx';

let isFirstPage = true;

export interface PageProps {
  /** The heading, and the title of the document. */
  title: string;
  /** The part of the profile. Added to the title of the document if the heading is only the name of a person. */
  part?: string;
  /** A line under the heading. */
  subtitle?: ReactNode;
  /** Before the heading, for the picture of a person. */
  picture?: ReactNode;
  /** Buttons after the heading. */
  actions?: ReactNode;
  /** Uses the whole width of the window. */
  isWide?: boolean;
  children: ReactNode;
}

/** A page inside the frame, with heading, document title and width. It moves the focus to its heading after a navigation. */
export function Page({ title, part, subtitle, picture, actions, isWide = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    // On the first page, the focus stays at the start of the document, where the browser puts it.
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, [pathname]);
  return (
    <div className={cx('mx-auto w-full px-4 py-5 md:px-6 print:max-w-none print:p-0', !isWide && 'max-w-page')}>
      <title>{[isolateWithin(title), part, 'Skilltrace'].filter((word) => word !== undefined).join(' · ')}</title>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 grow items-center gap-3 sm:basis-96">
          {picture}
          <div className="min-w-0">
            <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight">
              <Sentence>{title}</Sentence>
            </h1>
            {subtitle !== undefined && (
              <div className="mt-0.5 max-w-text text-ink-muted">
                <Sentence>{subtitle}</Sentence>
              </div>
            )}
          </div>
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2 print:hidden">{actions}</div>}
        <PrintedDay />
      </div>
      {children}
    </div>
  );
}

/** On paper only: the day of the data, because a page on paper does not say when it was printed. */
function PrintedDay() {
  const time = usePrintTime();
  if (time === undefined) return null;
  const day = dayInWords(localDay(new Date(time)), '');
  return (
    <p className="text-sm text-ink-muted">
      <span translate="no">Skilltrace</span> · <Trans>Printed on {day}</Trans>
    </p>
  );
}
