import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
    showStatus({ text: t`Password set. You can sign in now.`, tone: 'decided' });
    void navigate({ to: paths.signIn });
  };
  return (
    <PlainPage title={t`Set password`}>
      <div className="grid gap-4 rounded border border-line bg-surface p-5">
        <p>
          <Trans>You were invited to Skilltrace. Set a password, then sign in with your e-mail address.</Trans>
        </p>
        <SetPasswordForm code={code} onSet={onSet} />
      </div>
    </PlainPage>
  );
}
