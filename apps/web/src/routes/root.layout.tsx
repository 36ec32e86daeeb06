import { Outlet } from '@tanstack/react-router';
import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { StatusBar } from '#components/frame/status-bar.tsx';
import { listenForShortcuts } from '#lib/keyboard/shortcuts.ts';

/** Around every page, whether the person is signed in or not. */
export function Root() {
  useEffect(listenForShortcuts, []);
  return (
    <Tooltip.Provider>
      <Outlet />
      <StatusBar />
    </Tooltip.Provider>
  );
}
