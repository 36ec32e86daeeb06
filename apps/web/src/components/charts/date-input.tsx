import { useState } from 'react';
import { Input } from '#components/ui/input.tsx';
import { dayOf, type Day } from '#lib/days.ts';

export interface DateInputProps {
  value: Day;
  max: Day;
  onChange: (day: Day) => void;
}

/** A date field. It keeps the last valid date while the person is typing. Inside a `<Field>`. */
export function DateInput({ value, max, onChange }: DateInputProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <Input
      type="date"
      className="w-38!"
      max={max}
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.target.value);
        const day = dayOf(event.target.value);
        if (day !== undefined && day <= max) onChange(day);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
