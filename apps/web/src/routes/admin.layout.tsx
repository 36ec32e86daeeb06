import { t } from '@lingui/core/macro';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { paths } from '#config/paths.ts';

const pages = () =>
  [
    [t`Taxonomy`, paths.adminTaxonomy],
    [t`People`, paths.adminPeople],
    [t`Imports`, paths.adminImports],
    [t`API tokens`, paths.adminTokens],
    [t`Mismatches`, paths.adminMismatches],
    [t`Audit log`, paths.adminAuditLog],
  ] as const;

/** The admin pages, with their navigation. */
export function AdminLayout() {
  const list = useRef<HTMLUListElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    // On a phone the links do not all fit. The current one is scrolled to the center.
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <>
      <nav aria-label={t`Admin`} className="border-b border-line bg-surface">
        <ul ref={list} className="relative mx-auto flex max-w-page gap-4 overflow-x-auto px-4 md:px-6">
          {pages().map(([label, to]) => (
            <li key={to}>
              <Link
                to={to}
                className="-mb-px flex h-9 items-center border-b-2 border-transparent whitespace-nowrap text-ink-muted -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
