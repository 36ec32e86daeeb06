import { Trans } from '@lingui/react/macro';
import { UploadIcon } from '@radix-ui/react-icons';
import { useId, useRef, useState, type DragEvent } from 'react';
import { cx } from '#lib/cx.ts';
import { Button } from './button.tsx';

export interface FileDropProps {
  /** The button: "Choose an organization file". */
  label: string;
  /** The accepted files: "JSON, up to 64 MB". */
  hint: string;
  /** The `accept` attribute of the input: ".json,application/json". */
  accept: string;
  disabled?: boolean;
  onFile: (file: File) => void;
}

/** Accepts one file, by drag and drop or with its button. */
export function FileDrop({ label, hint, accept, disabled = false, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    // Without this, the browser would open the file instead of the page.
    event.preventDefault();
    event.dataTransfer.dropEffect = disabled ? 'none' : 'copy';
    setOver(!disabled);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !disabled) onFile(file);
  };
  return (
    // The button is the keyboard alternative.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={label}
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-2 rounded border border-dashed px-4 py-5 transition-colors',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong',
      )}
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Button
        className="h-auto! min-h-8 max-w-full py-1 whitespace-normal!"
        aria-describedby={hintId}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <UploadIcon /> {label}
      </Button>
      <span id={hintId} className="text-ink-muted">
        <Trans comment="After a button that opens a file dialog; the hint names the file type and the maximum size">
          or drop it here · {hint}
        </Trans>
      </span>
      <input
        ref={input}
        type="file"
        className="hidden"
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // Reset, so that a corrected file of the same name can be chosen again.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
