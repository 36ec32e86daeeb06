import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Page } from '#components/ui/page.tsx';
import { Section } from '#components/ui/section.tsx';
import { ChangePasswordForm } from '#features/account/components/change-password-form.tsx';
import { LanguageForm } from '#features/account/components/language-form.tsx';
import { SessionList } from '#features/account/components/session-list.tsx';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { showStatus } from '#lib/status.ts';

export default function AccountPage() {
  const { profile, signedInWith } = useSession();
  const hasPassword = signedInWith !== 'demo';
  const email = isolate(profile.email);
  return (
    <Page title={t`Account`} subtitle={t`You sign in as ${email}. An admin can change your name, address and title.`}>
      <div className="grid max-w-200 gap-5">
        <Section title={t`Password`}>
          {hasPassword ? (
            <div className="grid gap-4">
              <p className="max-w-text text-ink-muted">
                <Trans>Changing your password signs you out of all other browsers. API tokens keep working.</Trans>
              </p>
              <ChangePasswordForm
                email={profile.email}
                onChanged={() => showStatus({ text: t`Password changed. All other sessions ended.`, tone: 'decided' })}
              />
            </div>
          ) : (
            <p className="max-w-text text-ink-muted">
              <Trans>Demo personas have no password. People whom an admin invites set their own.</Trans>
            </p>
          )}
        </Section>
        <LanguageForm />
        <SessionList hasPassword={hasPassword} />
      </div>
    </Page>
  );
}
