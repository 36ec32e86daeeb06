import { Page } from '#components/ui/page.tsx';
import { Section } from '#components/ui/section.tsx';
import { ChangePasswordForm } from '#features/account/components/change-password-form.tsx';
import { SessionList } from '#features/account/components/session-list.tsx';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { showStatus } from '#lib/status.ts';

export default function AccountPage() {
  const { profile, signedInWith } = useSession();
  const hasPassword = signedInWith !== 'demo';
  return (
    <Page title="Account" subtitle={`How you sign in as ${isolate(profile.email)}. Name, address and title are changed by an admin.`}>
      <div className="grid max-w-200 gap-5">
        <Section title="Password">
          {hasPassword ? (
            <div className="grid gap-4">
              <p className="max-w-text text-ink-muted">Changing it signs you out of every other browser. API tokens go on.</p>
              <ChangePasswordForm
                email={profile.email}
                onChanged={() => showStatus({ text: 'Your password was changed; you are signed in nowhere else now', tone: 'decided' })}
              />
            </div>
          ) : (
            <p className="max-w-text text-ink-muted">
              You came as a persona of the demo, at a click: it has no password of its own to change. Somebody whom an admin invites has
              one.
            </p>
          )}
        </Section>
        <SessionList hasPassword={hasPassword} />
      </div>
    </Page>
  );
}
