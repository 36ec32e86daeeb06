import { TableIcon } from '@radix-ui/react-icons';
import { useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';

export interface TablesToggleProps {
  isTable: boolean;
  /** Heading of its key in the help: "Organization". */
  group: string;
  onChange: (isTable: boolean) => void;
}

/** Shows the charts of a page as tables, and back; by its button or the key T. */
export function TablesToggle({ isTable, group, onChange }: TablesToggleProps) {
  const button = useRef<HTMLButtonElement>(null);
  const toggle = () => {
    onChange(!isTable);
    // The mark that had the focus goes away with its chart.
    button.current?.focus({ preventScroll: true });
  };
  useShortcuts([{ key: 't', does: 'Charts or tables', group, run: toggle }]);
  return (
    <Button ref={button} aria-pressed={isTable} onClick={toggle}>
      <TableIcon /> Tables
      <span className="max-md:hidden">
        <Kbd>T</Kbd>
      </span>
    </Button>
  );
}
