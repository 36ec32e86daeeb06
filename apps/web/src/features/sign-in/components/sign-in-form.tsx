import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useSignIn } from '../api/sign-in.ts';

export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn(onSignedIn);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate({ email, password });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t`E-mail address`}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label={t`Password`}>
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {signIn.isError && (
        <p role="alert" className="text-failed">
          {inWords(signIn.error)}
        </p>
      )}
      <Button type="submit" variant="primary" isBusy={signIn.isPending}>
        <Trans>Sign in</Trans>
      </Button>
    </form>
  );
}

function inWords(error: unknown): string {
  const problem = toApiProblem(error);
  if (problem.code === 'RATE_LIMITED' && problem.retryAfterS !== undefined) {
    const minutes = Math.ceil(problem.retryAfterS / 60);
    return t`Too many attempts. Try again in ${plural(minutes, { one: '# minute', other: '# minutes' })}.`;
  }
  return problem.detail;
}
