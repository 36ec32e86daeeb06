import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Popover } from 'radix-ui';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { inDigits } from '#lib/format/number.ts';
import { useSession } from '#lib/session/session.ts';
import { closeWalk, goToStep, useWalk } from '#lib/walk.ts';
import { useElement } from './use-element.ts';
import { walkSteps } from './walk-steps.ts';

// Where a step is shown if its element is not on the page.
const CORNER = { getBoundingClientRect: () => new DOMRect(window.innerWidth - 16, window.innerHeight - 16, 0, 0) };

/** The top of an element. A step about a long list would otherwise not fit next to it. */
const topOf = (element: Element) => ({
  contextElement: element,
  getBoundingClientRect: () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return new DOMRect(x, y, width, Math.min(height, 96));
  },
});

/** The code of the walk arrives late, and a menu or dialog that the person has opened meanwhile would close if it lost the focus. */
function focusUnlessBusy(card: HTMLElement | null) {
  const opened = document.activeElement?.closest('[role="menu"], [role="dialog"]');
  if (!opened || opened === card) card?.focus({ preventScroll: true });
}

/** A walk through the demo: one step at a time, next to what it is about. The page stays usable, and Escape closes the walk. */
export function GuidedWalk() {
  const session = useSession();
  const { profile } = session;
  const steps = walkSteps(session);
  const index = Math.min(useWalk()?.step ?? 0, steps.length - 1);
  const step = steps[index];
  const pathname = useLocation({ select: (location) => location.pathname });
  const isHere = step?.href.split('?')[0] === pathname;
  const element = useElement(isHere ? step?.about : undefined);
  const navigate = useNavigate();
  const anchor = useMemo(() => (element ? topOf(element) : CORNER), [element]);
  const card = useRef<HTMLDivElement>(null);
  const [moves, setMoves] = useState(0);
  const [titleId, textId] = [useId(), useId()];

  useEffect(() => {
    if (!element) return;
    element.setAttribute('data-walk', '');
    element.scrollIntoView({ block: 'nearest' });
    return () => element.removeAttribute('data-walk');
  }, [element]);
  // The page of the next step moves the focus to its heading when it opens. The step keeps it until the person does something.
  useEffect(() => {
    const focus = () => focusUnlessBusy(card.current);
    const keep = ({ target }: FocusEvent) => target instanceof HTMLHeadingElement && focus();
    const end = () => document.removeEventListener('focusin', keep);
    focus();
    document.addEventListener('focusin', keep);
    document.addEventListener('keydown', end, { once: true });
    document.addEventListener('pointerdown', end, { once: true });
    return end;
  }, [moves]);

  if (!step) return null;
  const go = (next: number) => {
    const { href } = steps[next] ?? step;
    setMoves((before) => before + 1);
    goToStep(profile.id, next);
    if (href.split('?')[0] !== pathname) void navigate({ href });
  };
  const close = () => closeWalk(profile.id);
  const isLast = index === steps.length - 1;
  const [number, total] = [inDigits(index + 1), inDigits(steps.length)];
  return (
    <Popover.Root open modal={false}>
      <Popover.Anchor virtualRef={{ current: anchor }} />
      <Popover.Portal>
        <Popover.Content
          ref={card}
          data-walk-card
          tabIndex={-1}
          aria-labelledby={titleId}
          aria-describedby={textId}
          align="start"
          side="bottom"
          sideOffset={12}
          collisionPadding={12}
          sticky="always"
          className="z-30 grid w-80 max-w-[calc(100vw-24px)] gap-2 rounded border border-accent bg-surface p-4"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            focusUnlessBusy(card.current);
          }}
          onInteractOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={close}
        >
          <p className="text-xs text-ink-muted">
            <Trans>
              Guided walk · {number} of {total}
            </Trans>
          </p>
          <h2 id={titleId} className="pe-8 font-semibold">
            {step.title}
          </h2>
          <p id={textId} className="text-ink-muted">
            {step.text}
          </p>
          <div className="mt-1 flex flex-wrap justify-end gap-2">
            {index > 0 && (
              <Button size="sm" onClick={() => go(index - 1)}>
                <Trans>Back</Trans>
              </Button>
            )}
            {!isHere && (
              <Button size="sm" variant="primary" onClick={() => go(index)}>
                <Trans>Show this page</Trans>
              </Button>
            )}
            {isLast ? (
              <Button size="sm" variant={isHere ? 'primary' : 'secondary'} onClick={close}>
                <Trans>Finish</Trans>
              </Button>
            ) : (
              <Button size="sm" variant={isHere ? 'primary' : 'secondary'} onClick={() => go(index + 1)}>
                <Trans>Next</Trans>
              </Button>
            )}
          </div>
          <IconButton label={t`Close the guided walk`} hasTooltip={false} className="absolute top-2 end-2" onClick={close}>
            <Cross2Icon />
          </IconButton>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
