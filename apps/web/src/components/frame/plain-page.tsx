import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Logo } from '#components/ui/logo.tsx';

/** A page outside the frame: sign-in, invitation. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[400px] content-center gap-6 px-4 py-10">
      <title>{`${title} · Skilltrace`}</title>
      <div className="grid gap-4">
        <div className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <Logo className="size-6" /> <span translate="no">Skilltrace</span>
        </div>
        <h1 className="sr-only">{title}</h1>
        <p className="text-ink-muted">
          <Trans>See which skills people use at work and which levels their Tech Lead has confirmed.</Trans>
        </p>
      </div>
      {children}
    </main>
  );
}
