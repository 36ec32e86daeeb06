import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { PlainPage } from '#components/frame/plain-page.tsx';
import { paths } from '#config/paths.ts';
import { SetPasswordForm } from '#features/invitation/components/set-password-form.tsx';
import { showStatus } from '#lib/status.ts';

const route = getRouteApi('/invitations/$code');

export default function InvitationPage() {
  const { code } = route.useParams();
  const navigate = useNavigate();
  const onSet = () => {
    showStatus({ text: 'Your password is set. Sign in with it.', tone: 'decided' });
    void navigate({ to: paths.signIn });
  };
  return (
    <PlainPage title="Set a password">
      <div className="grid gap-4 rounded border border-line bg-surface p-5">
        <p>You were invited. Set a password, then sign in with your e-mail address.</p>
        <SetPasswordForm code={code} onSet={onSet} />
      </div>
    </PlainPage>
  );
}
