import { Trans } from '@lingui/react/macro';
import { CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { weekdayInWords, type Day } from '#lib/days.ts';

/** Says that the charts of the page show a past day. `children` can add a sentence. */
export function AsOfBanner({ day, onBack, children }: { day: Day; onBack: () => void; children?: ReactNode }) {
  const date = weekdayInWords(day, '');
  return (
    <div role="status" className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-line-strong bg-sunken px-4 py-2.5">
      <CounterClockwiseClockIcon className="shrink-0 text-ink-muted" />
      <p className="min-w-0 grow basis-60">
        <strong className="font-semibold">
          <Trans>Data as of the end of {date}.</Trans>
        </strong>{' '}
        <span className="text-ink-muted">
          <Trans>History that was imported later is not included.</Trans> {children}
        </span>
      </p>
      <Button size="sm" onClick={onBack}>
        <Trans>Back to today</Trans>
      </Button>
    </div>
  );
}
