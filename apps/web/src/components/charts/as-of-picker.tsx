import { CounterClockwiseClockIcon } from '@radix-ui/react-icons';
import { useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { addDays, dayOf, localDay, type Day } from '#lib/days.ts';

export interface AsOfPickerProps {
  asOf: string | undefined;
  today: Day;
  onChange: (day: Day | undefined) => void;
}

/** Takes the page back to what the ledger held on a past day. */
export function AsOfPicker({ asOf, today, onChange }: AsOfPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const yesterday = addDays(today, -1);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = dayOf(new FormData(event.currentTarget).get('day'));
    if (day === undefined || day > yesterday) return;
    setOpen(false);
    onChange(day);
  };
  return (
    <Popover
      label="As of a past day"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <CounterClockwiseClockIcon /> As of…
        </Button>
      }
    >
      <form onSubmit={onSubmit} className="grid w-64 gap-3">
        <Field label="Show the ledger as it stood at the end of" isRequired>
          <Input
            type="date"
            name="day"
            max={yesterday}
            defaultValue={asOf === undefined ? addDays(today, -30) : localDay(new Date(asOf))}
          />
        </Field>
        <Button type="submit" variant="primary">
          Show that day
        </Button>
      </form>
    </Popover>
  );
}
