import { HamburgerMenuIcon } from '@radix-ui/react-icons';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { Drawer } from '#components/ui/drawer.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { paths } from '#config/paths.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { MeMenu } from './me-menu.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** What surrounds every page of somebody who is signed in: rail, top bar, palette, help. */
export function Frame() {
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <div className="min-h-dvh md:pl-52">
      <a
        href="#main"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <aside className="fixed inset-y-0 left-0 hidden w-52 flex-col border-r border-line bg-surface md:flex">
        <Link
          to={paths.home}
          // It lies in the corner where a pointer is taken to be that nobody has moved: no page is fetched for that.
          preload={false}
          className="flex h-12 items-center gap-2.5 px-4.5 font-semibold tracking-tight -outline-offset-2"
        >
          <Logo /> Skilltrace
        </Link>
        <div className="grow overflow-y-auto p-2">
          <Navigation />
        </div>
      </aside>
      <header className="sticky top-0 z-30 border-b border-line bg-canvas">
        <div className="flex h-12 items-center gap-1 px-2 md:px-4">
          <IconButton label="Menu" className="md:hidden" aria-haspopup="dialog" onClick={() => setMenuOpen(true)}>
            <HamburgerMenuIcon />
          </IconButton>
          <Breadcrumb />
          <Palette />
          <ThemeMenu />
          <MeMenu />
        </div>
        <ConnectionBar />
      </header>
      <Drawer isOpen={isMenuOpen} onOpenChange={setMenuOpen} title="Skilltrace" side="left">
        <Navigation onGo={() => setMenuOpen(false)} />
      </Drawer>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <KeyboardHelp />
    </div>
  );
}
