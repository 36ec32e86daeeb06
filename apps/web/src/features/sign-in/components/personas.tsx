import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { DemoPersona, Installation } from '@skilltrace/contract';
import { Avatar } from '#components/ui/avatar.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useSignInAsPersona } from '../api/sign-in-as-persona.ts';

const descriptions = (): Record<DemoPersona, string> => ({
  member: t`Posts updates and sees her own skills`,
  techLead: t`Reviews skill requests from his team`,
  admin: t`Manages people, skills and settings`,
});

/** The personas of the demo. A click signs in as one. */
export function Personas({ personas, onSignedIn }: { personas: Installation['personas']; onSignedIn: () => void }) {
  const signIn = useSignInAsPersona(onSignedIn);
  const descriptionOf = descriptions();
  return (
    <section aria-labelledby="personas" className="grid gap-2">
      <h2 id="personas" className="text-sm text-ink-muted">
        <Trans>Explore the demo as</Trans>
      </h2>
      <ul className="grid gap-px overflow-hidden rounded border border-line bg-line">
        {personas.map(({ persona, name, role }) => (
          <li key={persona}>
            <button
              type="button"
              className="flex w-full items-center gap-3 bg-surface px-3 py-2.5 text-start transition-colors -outline-offset-2 hover:bg-sunken"
              onClick={() => signIn.isPending || signIn.mutate(persona)}
            >
              <Avatar name={name} />
              <span className="grow">
                <span className="flex flex-wrap gap-x-2">
                  <span className="font-medium">
                    <UserText>{name}</UserText>
                  </span>
                  <span className="text-ink-muted">
                    <UserText>{role}</UserText>
                  </span>
                </span>
                <span className="block text-sm text-ink-faint">{descriptionOf[persona]}</span>
              </span>
              {signIn.isPending && signIn.variables === persona ? (
                <Spinner />
              ) : (
                <span aria-hidden="true" className="inline-block text-ink-faint rtl:-scale-x-100">
                  →
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {signIn.isError && (
        <p role="alert" className="text-failed">
          {toApiProblem(signIn.error).detail}
        </p>
      )}
    </section>
  );
}
