import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { addDays } from '#lib/days.ts';
import { DEFAULT_RANGE, RANGES, type TimeParameters, type Period, type Range } from '#lib/time-range.ts';
import { DateInput } from './date-input.tsx';
import { rangeLabel } from './range-words.ts';

export interface RangeControlsProps {
  period: Period;
  /** The range of an address without one. */
  defaultRange?: Range;
  /** Receives changes to the address. `isStep` is false while the person is typing a date. */
  onRange: (changes: TimeParameters, isStep: boolean) => void;
}

/** The range of time: one of the usual ranges, or two dates. */
export function RangeControls({ period, defaultRange = DEFAULT_RANGE, onRange }: RangeControlsProps) {
  const ranges = [...RANGES.map((value) => ({ value, label: rangeLabel(value) })), { value: 'custom' as const, label: t`Custom range` }];
  const setRange = (range: Period['range']) => {
    const custom = { range: undefined, from: period.firstDay ?? addDays(period.today, -89), to: period.lastDay };
    const named = { range: range === defaultRange || range === 'custom' ? undefined : range, from: undefined, to: undefined };
    onRange(range === 'custom' ? custom : named, true);
  };
  return (
    <>
      <Field label={t`Range`} isLabelHidden>
        <Select value={period.range} onChange={setRange} options={ranges} className="min-w-38" />
      </Field>
      {period.range === 'custom' && period.firstDay !== undefined && (
        <div className="flex flex-wrap items-end gap-2 max-sm:w-full">
          <Field label={t`From`} isLabelHidden>
            <DateInput value={period.firstDay} max={period.today} onChange={(from) => onRange({ from, to: period.lastDay }, false)} />
          </Field>
          <div className="flex items-end gap-2">
            <span className="flex h-8 items-center text-ink-muted">
              <Trans comment="Between two date fields: from … to …">to</Trans>
            </span>
            <Field label={t`To`} isLabelHidden>
              <DateInput value={period.lastDay} max={period.today} onChange={(to) => onRange({ from: period.firstDay, to }, false)} />
            </Field>
          </div>
        </div>
      )}
    </>
  );
}
