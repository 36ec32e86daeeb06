import { ExitIcon, KeyboardIcon, LockClosedIcon, PersonIcon } from '@radix-ui/react-icons';
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
import { knowSignedOut } from '#lib/session/signed-out.ts';
import { showStatus } from '#lib/status.ts';
import { setTheme, useTheme } from '#lib/theme/theme.ts';
import { openKeyboardHelp } from './keyboard-help.tsx';

/** Who I am here, and the way out. */
export function MeMenu() {
  const { profile } = useSession();
  const theme = useTheme();
  const navigate = useNavigate();
  const router = useRouter();
  const signOut = useMutation({
    mutationFn: async () => {
      await finishBeforeSignOut();
      return answerOf(api.DELETE('/api/session'));
    },
    onSuccess: async () => {
      knowSignedOut();
      router.options.context.queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: paths.signIn });
      // Not what the sign-in page has asked for by now.
      router.options.context.queryClient.removeQueries({ type: 'inactive' });
    },
    onError: (error) => showStatus({ text: `You are still signed in. ${toApiProblem(error).detail}`, tone: 'failed' }),
  });
  return (
    <Menu
      trigger={
        <button type="button" className="ml-1 rounded-full">
          <Avatar name={profile.name} />
          <span className="sr-only">
            <UserText>{profile.name}</UserText>: your menu
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
        Profile
      </MenuItem>
      <MenuItem icon={<LockClosedIcon />} onSelect={() => void navigate({ to: paths.account })}>
        Account
      </MenuItem>
      <MenuItem icon={<KeyboardIcon />} onSelect={openKeyboardHelp}>
        Keyboard
      </MenuItem>
      <div className="sm:hidden">
        <MenuSeparator />
        <MenuLabel>Theme</MenuLabel>
        <MenuChoice
          label="Theme"
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </div>
      <MenuSeparator />
      <MenuItem icon={<ExitIcon />} onSelect={() => signOut.mutate()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
