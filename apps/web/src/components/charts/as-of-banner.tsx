import { CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { weekdayInWords, type Day } from '#lib/days.ts';

/** Says that the charts of the page are not of today; `children` what else is to be known, where there is something. */
export function AsOfBanner({ day, onBack, children }: { day: Day; onBack: () => void; children?: ReactNode }) {
  return (
    <div role="status" className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-line-strong bg-sunken px-4 py-2.5">
      <CounterClockwiseClockIcon className="shrink-0 text-ink-muted" />
      <p className="min-w-0 grow basis-60">
        <strong className="font-semibold">The ledger as it stood at the end of {weekdayInWords(day, '')}.</strong>{' '}
        <span className="text-ink-muted">History that was imported later is not in it. {children}</span>
      </p>
      <Button size="sm" onClick={onBack}>
        Back to today
      </Button>
    </div>
  );
}
