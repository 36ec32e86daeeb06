import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import { useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { addDays, dayOf, localDay, type Day } from '#lib/days.ts';

export interface AsOfPickerProps {
  asOf: string | undefined;
  today: Day;
  onChange: (day: Day | undefined) => void;
}

/** Lets people see the data of the page as of a past day. */
export function AsOfPicker({ asOf, today, onChange }: AsOfPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState<string>();
  const yesterday = addDays(today, -1);
  const value = draft ?? (asOf === undefined ? addDays(today, -30) : localDay(new Date(asOf)));
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = dayOf(value);
    if (day === undefined || day > yesterday) return;
    setOpen(false);
    setDraft(undefined);
    onChange(day);
  };
  return (
    <Popover
      label={t`Past day`}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <CounterClockwiseClockIcon /> <Trans>As of…</Trans>
        </Button>
      }
    >
      <form onSubmit={onSubmit} className="grid w-64 gap-3">
        <Field label={t`View data as of`} isRequired>
          <DateInput name="day" max={yesterday} value={value} onChange={(event) => setDraft(event.target.value)} />
        </Field>
        <Button type="submit" variant="primary">
          <Trans comment="Button: shows the data as of the chosen day">Show</Trans>
        </Button>
      </form>
    </Popover>
  );
}
