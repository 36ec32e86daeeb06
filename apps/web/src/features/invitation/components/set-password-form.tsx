import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { SHORTEST_PASSWORD } from '@skilltrace/domain/limits';
import { useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useAcceptInvitation } from '../api/accept-invitation.ts';

export function SetPasswordForm({ code, onSet }: { code: string; onSet: () => void }) {
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const accept = useAcceptInvitation();
  const problem = accept.isError ? toApiProblem(accept.error) : undefined;
  const wrongPassword = problem?.messageOf('password');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!accept.isPending) accept.mutate({ code, password }, { onSuccess: onSet });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={t`New password`}
        hint={t`At least ${SHORTEST_PASSWORD} characters. A few unrelated words make a good password.`}
        error={wrongPassword}
      >
        <Input
          type={isShown ? 'text' : 'password'}
          name="password"
          autoComplete="new-password"
          required
          minLength={SHORTEST_PASSWORD}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Checkbox label={t`Show password`} checked={isShown} onChange={setShown} />
      {problem && wrongPassword === undefined && (
        <p role="alert" className="text-failed">
          {problem.status === 404
            ? t`This invitation is not valid: it was used, was replaced or has expired. Your password was not set. Ask an admin for a new invitation.`
            : problem.detail}
        </p>
      )}
      <Button type="submit" variant="primary" isBusy={accept.isPending}>
        <Trans>Set password</Trans>
      </Button>
    </form>
  );
}
