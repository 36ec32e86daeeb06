import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { TableIcon } from '@radix-ui/react-icons';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';

export interface TablesToggleProps {
  isTable: boolean;
  /** The heading above its shortcut in the keyboard help: "Organization". */
  group: string;
  onChange: (isTable: boolean) => void;
}

/** Switches a page between charts and tables, by button or with the key T. */
export function TablesToggle({ isTable, group, onChange }: TablesToggleProps) {
  const button = useRef<HTMLButtonElement>(null);
  const toggle = () => {
    onChange(!isTable);
    // The focused mark disappears with its chart.
    button.current?.focus({ preventScroll: true });
  };
  useShortcuts([{ key: 't', does: t`Switch between charts and tables`, group, run: toggle }]);
  return (
    <Button ref={button} aria-pressed={isTable} onClick={toggle}>
      <TableIcon /> <Trans>Tables</Trans>
      <span className="max-md:hidden">
        <Kbd>T</Kbd>
      </span>
    </Button>
  );
}
