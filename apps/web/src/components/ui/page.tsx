import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { isolateWithin } from '#lib/isolate.ts';
import { Sentence } from './user-text.tsx';

let isFirstPage = true;

export interface PageProps {
  /** The heading, and the title of the document. */
  title: string;
  /** In the title of the document, after the heading: which part of it this is, where the heading is somebody's name. */
  part?: string;
  /** Under the heading: what this is about, in a line. */
  subtitle?: ReactNode;
  /** Left of the heading: the picture of a person. */
  picture?: ReactNode;
  /** Buttons on the right of the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A page inside the frame: heading, document title, width; takes the focus to its heading when one arrives. */
export function Page({ title, part, subtitle, picture, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    // The first page is where the browser begins anyway.
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, [pathname]);
  return (
    <div className="mx-auto w-full max-w-page px-4 py-5 md:px-6">
      <title>{[isolateWithin(title), part, 'Skilltrace'].filter((word) => word !== undefined).join(' · ')}</title>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 items-center gap-3">
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
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
