import { t } from '@lingui/core/macro';
import { DesktopIcon, MoonIcon, SunIcon } from '@radix-ui/react-icons';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuChoice } from '#components/ui/menu.tsx';
import { setTheme, useTheme } from '#lib/theme/theme.ts';

const optionsOf = () =>
  [
    { value: 'system', label: t({ message: 'System', comment: 'The theme of the operating system' }), icon: <DesktopIcon /> },
    { value: 'light', label: t({ message: 'Light', comment: 'Theme' }), icon: <SunIcon /> },
    { value: 'dark', label: t({ message: 'Dark', comment: 'Theme' }), icon: <MoonIcon /> },
  ] as const;

export function ThemeMenu() {
  const theme = useTheme();
  const options = optionsOf();
  return (
    <Menu
      trigger={
        <IconButton label={t`Theme`} className="max-sm:hidden">
          {options.find(({ value }) => value === theme)?.icon}
        </IconButton>
      }
    >
      <MenuChoice label={t`Theme`} value={theme} onChange={setTheme} options={options} />
    </Menu>
  );
}
