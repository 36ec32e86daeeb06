import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode, type SyntheticEvent } from 'react';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { isolateWithin } from '#lib/isolate.ts';
import { isPageRightToLeft } from '#lib/i18n/page-locale.ts';
import { nextMark, type Mark } from './next-mark.ts';
import { isPlainClick } from './plain-click.ts';

/** The card that appears when a mark is hovered or focused. */
export interface Card {
  /** The subject: "TypeScript". */
  title: string;
  /** The amount: "4 signals". */
  value: string;
  /** More lines: the period, the sources. */
  lines?: readonly string[];
}

export interface ChartSurfaceProps {
  /** The name of the chart for screen readers. */
  label: string;
  cardOf: (mark: Mark) => Card | undefined;
  /** Called for a plain click or Enter on a mark that is a link. The link itself handles opening in a new tab. */
  onOpen?: ((mark: Mark) => void) | undefined;
  /** Marks carry `markAttributes(row, column)`. Marks that are links can be focused. */
  children: ReactNode;
}

/** The attributes that make an element a mark of its surface. */
export const markAttributes = (row: number, column: number) => ({ 'data-row': row, 'data-column': column, tabIndex: -1 });

const markOf = (element: HTMLElement): Mark => ({ row: Number(element.dataset['row']), column: Number(element.dataset['column']) });
const markAt = (event: SyntheticEvent) => (event.target as HTMLElement).closest<HTMLElement>('[data-row]');

/**
 * The frame of a chart: one tab stop, arrow keys between marks, and the same card on hover and focus. It listens for events on
 * behalf of its marks, so a mark costs no more than its element.
 */
export function ChartSurface({ label, cardOf, onOpen, children }: ChartSurfaceProps) {
  const surface = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<{ card: Card; left: number; top: number }>();

  // The tab stop is kept in the document, because as state it would render every mark of the chart on each key press.
  useLayoutEffect(() => {
    const steps = stepsIn(surface.current);
    const stops = steps.filter((step) => step.tabIndex === 0);
    for (const extra of stops.slice(1)) extra.tabIndex = -1;
    if (stops.length === 0 && steps[0]) steps[0].tabIndex = 0;
  });

  const show = (element: HTMLElement | null) => {
    const card = element && cardOf(markOf(element));
    if (!card || !element || !surface.current) return setShown(undefined);
    const around = surface.current.getBoundingClientRect();
    const mark = element.getBoundingClientRect();
    const half = Math.min(110, around.width / 2);
    const middle = mark.left + mark.width / 2 - around.left;
    return setShown({ card, left: Math.max(half, Math.min(around.width - half, middle)), top: mark.top - around.top - 6 });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setShown(undefined);
    const element = markAt(event);
    if (!element || event.altKey || event.ctrlKey || event.metaKey) return undefined;
    const steps = stepsIn(surface.current);
    const next = nextMark(steps.map(markOf), markOf(element), event.key, isPageRightToLeft);
    if (next === undefined) return undefined;
    event.preventDefault();
    const to = steps.find((step) => markOf(step).row === next.row && markOf(step).column === next.column);
    element.tabIndex = -1;
    if (to) to.tabIndex = 0;
    return to?.focus();
  };

  const onClick = (event: MouseEvent) => {
    const element = markAt(event);
    if (element?.tagName !== 'A' || onOpen === undefined || !isPlainClick(event)) return;
    event.preventDefault();
    setShown(undefined);
    onOpen(markOf(element));
  };

  return (
    // The links inside are interactive; this element only handles their events.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={surface}
      role="group"
      aria-label={isolateWithin(label)}
      className="relative"
      onKeyDown={onKeyDown}
      onClick={onClick}
      onPointerOver={(event) => event.pointerType !== 'touch' && show(markAt(event))}
      onPointerLeave={() => setShown(undefined)}
      onFocus={(event) => {
        const element = markAt(event);
        for (const stop of stepsIn(surface.current)) if (stop.tabIndex === 0 && stop !== element) stop.tabIndex = -1;
        if (element) element.tabIndex = 0;
        show(element?.matches(':focus-visible') ? element : null);
      }}
      onBlur={() => setShown(undefined)}
    >
      {children}
      {shown && (
        // Screen readers get the same text from the marks.
        <div
          aria-hidden="true"
          className="pointer-events-none absolute z-20 w-max max-w-55 -translate-x-1/2 -translate-y-full rounded border border-line-strong bg-surface px-2.5 py-1.5 text-sm"
          style={{ left: shown.left, top: shown.top }}
        >
          <div className="flex items-baseline justify-between gap-4">
            <span className="font-medium">
              <UserText>{shown.card.title}</UserText>
            </span>
            <span>{shown.card.value}</span>
          </div>
          {shown.card.lines?.map((line) => (
            <div key={line} className="text-xs text-ink-muted">
              <Sentence>{line}</Sentence>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const stepsIn = (surface: HTMLElement | null) => [...(surface?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
