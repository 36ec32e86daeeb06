import { Link, useMatches } from '@tanstack/react-router';
import { Fragment } from 'react';

/** Where I am: the names that the routes on the way here state (`staticData.crumb`), the last one without a link. */
export function Breadcrumb() {
  const crumbs = useMatches({
    select: (matches) => matches.flatMap((match) => match.staticData.crumbs ?? []),
  });
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 grow px-2">
      <ol className="flex items-center gap-1.5 text-ink-muted">
        {crumbs.map(({ label, to }, index) => (
          <Fragment key={label}>
            {index > 0 && (
              <li aria-hidden="true" className="text-ink-faint">
                /
              </li>
            )}
            <li className="truncate">
              {to !== undefined && index < crumbs.length - 1 ? (
                <Link to={to} className="hover:text-ink">
                  {label}
                </Link>
              ) : (
                <span aria-current={index === crumbs.length - 1 ? 'page' : undefined} className="font-medium text-ink">
                  {label}
                </span>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
