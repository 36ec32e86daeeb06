import { CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import { Button } from '#components/ui/button.tsx';
import { weekdayInWords, type Day } from '#lib/days.ts';

/** Says that nothing on the page is of today. */
export function AsOfBanner({ day, onBack }: { day: Day; onBack: () => void }) {
  return (
    <div role="status" className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-line-strong bg-sunken px-4 py-2.5">
      <CounterClockwiseClockIcon className="shrink-0 text-ink-muted" />
      <p className="min-w-0 grow basis-60">
        <strong className="font-semibold">The ledger as it stood at the end of {weekdayInWords(day, '')}.</strong>{' '}
        <span className="text-ink-muted">History that was imported later is not in it. Validated levels are those of today.</span>
      </p>
      <Button size="sm" onClick={onBack}>
        Back to today
      </Button>
    </div>
  );
}
