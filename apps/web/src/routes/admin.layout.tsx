import { t } from '@lingui/core/macro';
import { Link, Outlet } from '@tanstack/react-router';
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

/** The admin pages, with their navigation. On a phone the links take two lines, so that all of them are visible. */
export function AdminLayout() {
  return (
    <>
      <nav aria-label={t`Admin`} className="border-b border-line bg-surface">
        <ul className="mx-auto flex max-w-page flex-wrap gap-x-4 px-4 md:px-6">
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
