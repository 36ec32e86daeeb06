import { useState } from 'react';
import { DateInput } from '#components/ui/date-input.tsx';
import { dayOf, type Day } from '#lib/days.ts';

export interface DayInputProps {
  value: Day;
  max: Day;
  onChange: (day: Day) => void;
}

/** A date field. It keeps the last valid date while the person is typing. Inside a `<Field>`. */
export function DayInput({ value, max, onChange }: DayInputProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <DateInput
      className="w-38"
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
