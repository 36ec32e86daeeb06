import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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

/** The frame of every page for signed-in people: navigation, top bar, palette, keyboard help. */
export function Frame() {
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <div className="min-h-dvh md:ps-52 print:ps-0">
      <a
        href="#main"
        className="sr-only z-50 print:hidden rounded bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:start-2 focus:px-3 focus:py-2"
      >
        <Trans>Skip to content</Trans>
      </a>
      <aside className="fixed inset-y-0 start-0 hidden w-52 flex-col border-e border-line bg-surface md:flex print:hidden">
        <Link
          to={paths.home}
          // Until the pointer moves, browsers report it in this corner, which would preload the page for no reason.
          preload={false}
          className="flex h-12 items-center gap-2.5 px-4.5 font-semibold tracking-tight -outline-offset-2"
        >
          <Logo /> <span translate="no">Skilltrace</span>
        </Link>
        <div className="grow overflow-y-auto p-2">
          <Navigation />
        </div>
      </aside>
      <header className="sticky top-0 z-30 border-b border-line bg-canvas print:hidden">
        <div className="flex h-12 items-center gap-1 px-2 md:px-4">
          <IconButton label={t`Menu`} className="md:hidden" aria-haspopup="dialog" onClick={() => setMenuOpen(true)}>
            <HamburgerMenuIcon />
          </IconButton>
          <Breadcrumb />
          <Palette />
          <ThemeMenu />
          <MeMenu />
        </div>
        <ConnectionBar />
      </header>
      <Drawer isOpen={isMenuOpen} onOpenChange={setMenuOpen} title="Skilltrace" side="start">
        <Navigation onGo={() => setMenuOpen(false)} />
      </Drawer>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <KeyboardHelp />
    </div>
  );
}
