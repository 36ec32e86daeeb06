import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { LONGEST_COMMENT } from '@skilltrace/domain/limits';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { isolate } from '#lib/isolate.ts';

export interface CommentFieldProps {
  personName: string;
  /** The level that the decision withdraws, in words. The comment is required then. */
  withdraws: string | undefined;
  value: string;
  onChange: (text: string) => void;
  /** Sends the withdrawal. */
  onWithdraw: () => void;
  /** Leaves the field. The text is kept. */
  onLeave: () => void;
  /** Takes the focus each time this changes. */
  opened: number;
}

/** The comment of a decision, which the person sees on their profile. */
export function CommentField({ personName, withdraws, value, onChange, onWithdraw, onLeave, opened }: CommentFieldProps) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opened > 0) area.current?.querySelector('textarea')?.focus();
  }, [opened]);
  const person = isolate(personName);
  const level = withdraws ?? '';
  const isMissing = value.trim() === '';
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !isSubmit) return;
    event.preventDefault();
    if (isSubmit && withdraws !== undefined && !isMissing) onWithdraw();
    else if (!isSubmit || withdraws === undefined) onLeave();
  };
  return (
    <div ref={area} className="relative z-10 grid w-full max-w-xl gap-2">
      <Field
        label={withdraws === undefined ? t`Comment for ${person}` : t`Why does ${level} no longer hold? Comment for ${person}`}
        hint={
          withdraws === undefined
            ? t`Sent with your decision, and shown to ${person}. Optional.`
            : t`Required to withdraw a level, and shown to ${person}.`
        }
        isRequired={withdraws !== undefined}
      >
        <Textarea
          rows={2}
          className="min-h-14"
          maxLength={LONGEST_COMMENT}
          value={value}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        {withdraws !== undefined && (
          <Button size="sm" variant="primary" disabled={isMissing} onClick={onWithdraw}>
            <Trans>Withdraw {level}</Trans>
          </Button>
        )}
        <Button size="sm" variant="quiet" onClick={onLeave}>
          {withdraws === undefined ? <Trans>Close comment</Trans> : <Trans>Cancel</Trans>}
        </Button>
        <p className="text-xs text-ink-faint max-md:hidden">
          {withdraws === undefined ? (
            <Trans comment="A keyboard key and its effect">
              <Kbd>Esc</Kbd> back to the decision
            </Trans>
          ) : (
            <Trans comment="Keyboard keys, each followed by its effect">
              <Kbd>Ctrl Enter</Kbd> withdraw <Kbd>Esc</Kbd> back to the decision
            </Trans>
          )}
        </p>
      </div>
    </div>
  );
}
