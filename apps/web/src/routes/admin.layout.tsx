import { Link, Outlet } from '@tanstack/react-router';
import { paths } from '#config/paths.ts';

const PAGES = [
  ['Taxonomy', paths.adminTaxonomy],
  ['People', paths.adminPeople],
  ['Imports', paths.adminImports],
  ['API tokens', paths.adminTokens],
  ['Mismatches', paths.adminMismatches],
  ['Audit log', paths.adminAuditLog],
] as const;

/** The pages of admins, with the row of links that joins them. */
export function AdminLayout() {
  return (
    <>
      <nav aria-label="Admin" className="border-b border-line bg-surface">
        <ul className="mx-auto flex max-w-page gap-4 overflow-x-auto px-4 md:px-6">
          {PAGES.map(([label, to]) => (
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
