import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode, type SyntheticEvent } from 'react';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { isolateWithin } from '#lib/isolate.ts';
import { nextMark, type Mark } from './next-mark.ts';
import { isPlainClick } from './plain-click.ts';

/** What hovering and focusing a mark say. */
export interface Card {
  /** What it stands for: "TypeScript". */
  title: string;
  /** How much: "4 signals". */
  value: string;
  /** The period, the sources, that it still runs. */
  lines?: readonly string[];
}

export interface ChartSurfaceProps {
  /** What the chart shows, for screen readers. */
  label: string;
  cardOf: (mark: Mark) => Card | undefined;
  /** A plain press on a mark that is a link, or Enter. Opening in a new tab is the link's own. */
  onOpen?: ((mark: Mark) => void) | undefined;
  /** Marks carry `markAttributes(row, column)`; those that are links can be stepped on. */
  children: ReactNode;
}

/** What makes an element a mark of the surface that it is in. */
export const markAttributes = (row: number, column: number) => ({ 'data-row': row, 'data-column': column, tabIndex: -1 });

const markOf = (element: HTMLElement): Mark => ({ row: Number(element.dataset['row']), column: Number(element.dataset['column']) });
const markAt = (event: SyntheticEvent) => (event.target as HTMLElement).closest<HTMLElement>('[data-row]');

/**
 * The frame of a chart: one stop of the Tab key, arrow keys from mark to mark, and the same card on hover and focus. It
 * listens for all of its marks, which thereby cost nothing but their element.
 */
export function ChartSurface({ label, cardOf, onOpen, children }: ChartSurfaceProps) {
  const surface = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<{ card: Card; left: number; top: number }>();

  // The tab stop is kept in the document: as state, each step would render every mark of the chart.
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
    const next = nextMark(steps.map(markOf), markOf(element), event.key);
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
    // It listens for the links in it, which are what can be pressed.
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
        // The marks say the same to screen readers.
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
