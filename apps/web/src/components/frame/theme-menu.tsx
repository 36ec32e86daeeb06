import { DesktopIcon, MoonIcon, SunIcon } from '@radix-ui/react-icons';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuChoice } from '#components/ui/menu.tsx';
import { setTheme, useTheme } from '#lib/theme/theme.ts';

const OPTIONS = [
  { value: 'system', label: 'As the system', icon: <DesktopIcon /> },
  { value: 'light', label: 'Light', icon: <SunIcon /> },
  { value: 'dark', label: 'Dark', icon: <MoonIcon /> },
] as const;

export function ThemeMenu() {
  const theme = useTheme();
  return (
    <Menu
      trigger={
        <IconButton label="Theme" className="max-sm:hidden">
          {OPTIONS.find(({ value }) => value === theme)?.icon}
        </IconButton>
      }
    >
      <MenuChoice label="Theme" value={theme} onChange={setTheme} options={OPTIONS} />
    </Menu>
  );
}
