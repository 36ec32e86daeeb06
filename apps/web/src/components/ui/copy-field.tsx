import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

export interface CopyFieldProps {
  label: string;
  value: string;
  hint?: string;
}

/** Something to take along, with a button that copies it. Where the clipboard is closed, the text is marked for Ctrl C. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'marked'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      // No clipboard but over https or on localhost.
      place.current?.querySelector('input')?.select();
      setOutcome('marked');
    }
  };
  return (
    <div className="grid gap-2">
      <div ref={place} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <Field label={label}>
          <Input className="font-mono" readOnly value={value} onFocus={(event) => event.target.select()} />
        </Field>
        <Button onClick={() => void copy()}>
          {outcome === 'copied' ? <CheckIcon /> : <CopyIcon />}
          Copy
        </Button>
      </div>
      <p role="status" className="text-sm text-ink-faint">
        {outcome === 'copied' ? 'Copied.' : outcome === 'marked' ? 'It is marked: copy it with Ctrl C.' : hint}
      </p>
    </div>
  );
}
