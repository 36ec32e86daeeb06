import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ExitIcon, KeyboardIcon, LockClosedIcon, PersonIcon, RocketIcon } from '@radix-ui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { answerOf, api } from '#lib/api/client.ts';
import { finishBeforeSignOut } from '#lib/session/before-sign-out.ts';
import { sessionQuery, useSession } from '#lib/session/session.ts';
import { markSignedOut } from '#lib/session/signed-out.ts';
import { showStatus } from '#lib/status.ts';
import { startWalk } from '#lib/walk.ts';
import { setTheme, useTheme } from '#lib/theme/theme.ts';
import { openKeyboardHelp } from './keyboard-help.tsx';

/** The menu of the signed-in person: profile, account, theme, sign-out. */
export function MeMenu() {
  const { profile, signedInWith } = useSession();
  const name = <UserText>{profile.name}</UserText>;
  const theme = useTheme();
  const navigate = useNavigate();
  const router = useRouter();
  const signOut = useMutation({
    mutationFn: async () => {
      await finishBeforeSignOut();
      return answerOf(api.DELETE('/api/session'));
    },
    onSuccess: async () => {
      markSignedOut();
      router.options.context.queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: paths.signIn });
      // By now, the active queries belong to the sign-in page.
      router.options.context.queryClient.removeQueries({ type: 'inactive' });
    },
    onError: (error) => {
      const { detail } = toApiProblem(error);
      showStatus({ text: t`You are still signed in. ${detail}`, tone: 'failed' });
    },
  });
  return (
    <Menu
      trigger={
        <button type="button" className="ms-1 rounded-full max-sm:grid max-sm:min-h-11 max-sm:min-w-11 max-sm:place-items-center">
          <Avatar name={profile.name} />
          <span className="sr-only">
            <Trans>{name}: your menu</Trans>
          </span>
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="font-medium">
          <UserText>{profile.name}</UserText>
        </p>
        <p className="text-sm text-ink-faint">
          <UserText>{profile.email}</UserText>
        </p>
      </div>
      <MenuSeparator />
      <MenuItem icon={<PersonIcon />} onSelect={() => void navigate({ to: paths.profile, params: { personId: profile.id } })}>
        <Trans>Profile</Trans>
      </MenuItem>
      <MenuItem icon={<LockClosedIcon />} onSelect={() => void navigate({ to: paths.account })}>
        <Trans>Account</Trans>
      </MenuItem>
      <MenuItem icon={<KeyboardIcon />} onSelect={openKeyboardHelp}>
        <Trans>Keyboard shortcuts</Trans>
      </MenuItem>
      {signedInWith === 'demo' && (
        <MenuItem icon={<RocketIcon />} onSelect={() => startWalk(profile.id)}>
          <Trans>Guided walk</Trans>
        </MenuItem>
      )}
      <div className="sm:hidden">
        <MenuSeparator />
        <MenuLabel>
          <Trans>Theme</Trans>
        </MenuLabel>
        <MenuChoice
          label={t`Theme`}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t({ message: 'System', comment: 'The theme of the operating system' }) },
            { value: 'light', label: t({ message: 'Light', comment: 'Theme' }) },
            { value: 'dark', label: t({ message: 'Dark', comment: 'Theme' }) },
          ]}
        />
      </div>
      <MenuSeparator />
      <MenuItem icon={<ExitIcon />} onSelect={() => signOut.mutate()}>
        <Trans>Sign out</Trans>
      </MenuItem>
    </Menu>
  );
}
