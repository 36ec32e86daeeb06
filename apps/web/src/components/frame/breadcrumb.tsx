import { useQuery } from '@tanstack/react-query';
import { Link, useMatches } from '@tanstack/react-router';
import { Fragment } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { profileQuery } from '#lib/api/profile.ts';
import { projectQuery } from '#lib/api/project.ts';
import { useSession } from '#lib/session/session.ts';

/** A step on the way to a page, as its route states it. */
export interface Crumb {
  /** What it is called; of what has a name, until the name is known. */
  label: string;
  to?: '/people' | '/people/$personId' | '/projects' | '/admin';
  /** Whose name stands there, by the id in the address. */
  named?: 'person' | 'project';
}

/** Where I am: what the routes on the way here state (`staticData.crumbs`), the last one without a link. */
export function Breadcrumb() {
  const crumbs = useMatches({
    select: (matches) =>
      matches.flatMap(({ staticData, params }) => (staticData.crumbs ?? []).map((crumb) => ({ ...crumb, params: params as Ids }))),
  });
  return (
    <nav aria-label="Breadcrumb" className="min-w-0 grow px-2">
      <ol className="flex items-center gap-1.5 text-ink-muted">
        {crumbs.map(({ label, to, named, params }, index) => {
          const isLast = index === crumbs.length - 1;
          const name = <Name {...{ named, params, label }} />;
          return (
            <Fragment key={label}>
              {index > 0 && (
                <li aria-hidden="true" className="text-ink-faint">
                  /
                </li>
              )}
              <li className={isLast ? 'truncate' : 'max-w-1/2 shrink-0 truncate'}>
                {to !== undefined && !isLast ? (
                  <Link to={to} params={params as never} className="hover:text-ink">
                    {name}
                  </Link>
                ) : (
                  <span aria-current={isLast ? 'page' : undefined} className="font-medium text-ink">
                    {name}
                  </span>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}

interface Ids {
  personId?: number;
  projectId?: number;
}

function Name({ named, params, label }: { named: Crumb['named']; params: Ids; label: string }) {
  if (named === 'person' && params.personId !== undefined) return <PersonName id={params.personId} label={label} />;
  if (named === 'project' && params.projectId !== undefined) return <ProjectName id={params.projectId} label={label} />;
  return label;
}

// Both take what the page has asked for, and ask for nothing themselves.

function PersonName({ id, label }: { id: number; label: string }) {
  const { profile } = useSession();
  const { data } = useQuery({ ...profileQuery(id), enabled: false });
  return <UserText>{data?.name ?? (profile.id === id ? profile.name : label)}</UserText>;
}

function ProjectName({ id, label }: { id: number; label: string }) {
  return <UserText>{useQuery({ ...projectQuery(id), enabled: false }).data?.name ?? label}</UserText>;
}
