import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { PlainPage } from '#components/frame/plain-page.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { useInstallation } from '#features/sign-in/api/installation.ts';
import { Personas } from '#features/sign-in/components/personas.tsx';
import { SignInForm } from '#features/sign-in/components/sign-in-form.tsx';
import { landingPath } from '#lib/session/landing.ts';
import { markSignedIn } from '#lib/session/signed-out.ts';

const route = getRouteApi('/sign-in');

export default function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const installation = useInstallation();
  const go = async () => {
    markSignedIn();
    // Drop data that another person loaded in this browser.
    queryClient.clear();
    router.history.replace(next ?? (await landingPath(queryClient)));
  };
  return (
    <PlainPage title={t`Sign in`}>
      <div className="rounded border border-line bg-surface p-5">
        <SignInForm onSignedIn={() => void go()} />
      </div>
      {installation.isError && <ErrorState error={installation.error} onRetry={() => void installation.refetch()} />}
      {installation.data?.demo && <Personas personas={installation.data.personas} onSignedIn={() => void go()} />}
    </PlainPage>
  );
}
