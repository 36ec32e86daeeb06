import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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

/** A text with a button that copies it. If the clipboard is not available, the button selects the text. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const place = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'marked'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      // The clipboard is available only over HTTPS or on localhost.
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
          <Trans>Copy</Trans>
        </Button>
      </div>
      <p role="status" className="text-sm text-ink-faint">
        {outcome === 'copied'
          ? t`Copied.`
          : outcome === 'marked'
            ? t`Copying is not possible here. The text is selected: press Ctrl+C.`
            : hint}
      </p>
    </div>
  );
}
