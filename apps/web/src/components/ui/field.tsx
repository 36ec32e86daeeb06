import { createContext, use, useId, type ReactNode } from 'react';
import { Sentence } from './user-text.tsx';

interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  required: true | undefined;
}

const FieldContext = createContext<FieldControl | undefined>(undefined);

/** The attributes for the control inside a `<Field>`. Empty outside of one. */
export const useFieldControl = (): Partial<FieldControl> => use(FieldContext) ?? {};

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** The error as a sentence: `problem?.messageOf('name')`. */
  error?: ReactNode;
  isRequired?: boolean;
  /** Hides the label visually, if the meaning is clear from the position of the control. */
  isLabelHidden?: boolean;
  /** One Input, Textarea, Select or Combobox. */
  children: ReactNode;
}

/** A labeled control with its hint and its error, linked for screen readers. */
export function Field({ label, hint, error, isRequired, isLabelHidden, children }: FieldProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const describedBy = [hintId, errorId].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1 print:has-placeholder-shown:hidden">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium text-ink'}>
        <Sentence>{label}</Sentence>
      </label>
      <FieldContext
        value={{
          id,
          'aria-describedby': describedBy === '' ? undefined : describedBy,
          'aria-invalid': error === undefined ? undefined : true,
          required: isRequired ? true : undefined,
        }}
      >
        {children}
      </FieldContext>
      {hint !== undefined && (
        <p id={hintId} className="text-sm text-ink-faint">
          <Sentence>{hint}</Sentence>
        </p>
      )}
      {error !== undefined && (
        <p id={errorId} className="text-sm text-failed">
          <Sentence>{error}</Sentence>
        </p>
      )}
    </div>
  );
}
