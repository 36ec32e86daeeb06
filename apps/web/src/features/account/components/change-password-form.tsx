import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { SHORTEST_PASSWORD } from '@skilltrace/domain/limits';
import { useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useChangePassword } from '../api/change-password.ts';

const EMPTY = { currentPassword: '', newPassword: '' };

export interface ChangePasswordFormProps {
  /** For password managers. */
  email: string;
  onChanged: () => void;
}

/** Asks for the current and the new password. A rejected form keeps what was typed. */
export function ChangePasswordForm({ email, onChanged }: ChangePasswordFormProps) {
  const [passwords, setPasswords] = useState(EMPTY);
  const [isShown, setShown] = useState(false);
  const change = useChangePassword();
  const problem = change.isError ? toApiProblem(change.error) : undefined;
  const wrongCurrent = problem?.messageOf('currentPassword');
  const wrongNew = problem?.messageOf('newPassword');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate(passwords, {
      onSuccess: () => {
        setPasswords(EMPTY);
        setShown(false);
        change.reset();
        onChanged();
      },
    });
  };
  const control = (name: keyof typeof EMPTY) => ({
    type: isShown ? 'text' : 'password',
    name,
    required: true,
    value: passwords[name],
    onChange: (event: { target: { value: string } }) => setPasswords({ ...passwords, [name]: event.target.value }),
  });
  return (
    <form onSubmit={submit} className="grid max-w-96 gap-4">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label={t`Current password`} error={wrongCurrent && aboutPassword(wrongCurrent)}>
        <Input autoComplete="current-password" {...control('currentPassword')} />
      </Field>
      <Field
        label={t`New password`}
        hint={t`At least ${SHORTEST_PASSWORD} characters. A few unrelated words make a good password.`}
        error={wrongNew && aboutPassword(wrongNew)}
      >
        <Input autoComplete="new-password" minLength={SHORTEST_PASSWORD} {...control('newPassword')} />
      </Field>
      <Checkbox label={t`Show passwords`} checked={isShown} onChange={setShown} />
      {problem && (
        <p role="alert" className={wrongCurrent === undefined && wrongNew === undefined ? 'text-failed' : 'sr-only'}>
          {inWords(problem)}
        </p>
      )}
      <div>
        <Button type="submit" variant="primary" isBusy={change.isPending}>
          <Trans>Change password</Trans>
        </Button>
      </div>
    </form>
  );
}

const aboutPassword = (problem: string): string =>
  t({ message: `This ${problem}.`, comment: 'About a password: "This is easy to guess."' });

function inWords({ code, detail, retryAfterS, errors }: ReturnType<typeof toApiProblem>): string {
  if (code === 'RATE_LIMITED' && retryAfterS !== undefined) {
    const minutes = Math.ceil(retryAfterS / 60);
    return t`Too many attempts. Your password was not changed. Try again in ${plural(minutes, { one: '# minute', other: '# minutes' })}.`;
  }
  return errors.length > 0 ? t`Your password was not changed.` : detail;
}
