import { i18n, type MessageDescriptor } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatches } from '@tanstack/react-router';
import { Fragment } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { profileQuery } from '#lib/api/profile.ts';
import { projectQuery } from '#lib/api/project.ts';
import { cx } from '#lib/cx.ts';
import { useSession } from '#lib/session/session.ts';

/** A step on the path to a page, from the static data of its route. */
export interface Crumb {
  /** The label. For a person or a project it is shown until the name is loaded. */
  label: MessageDescriptor;
  to?: '/people' | '/people/$personId' | '/projects' | '/admin';
  /** Shows the name of the person or project whose id is in the address. */
  named?: 'person' | 'project';
}

/** The path to the current page, from `staticData.crumbs` of its routes. The last step is not a link. */
export function Breadcrumb() {
  const crumbs = useMatches({
    select: (matches) =>
      matches.flatMap(({ staticData, params }) => (staticData.crumbs ?? []).map((crumb) => ({ ...crumb, params: params as Ids }))),
  });
  return (
    <nav aria-label={t`Breadcrumb`} className="min-w-0 grow px-2">
      <ol className="flex items-center gap-1.5 text-ink-muted">
        {crumbs.map(({ label, to, named, params }, index) => {
          const isLast = index === crumbs.length - 1;
          // A phone has room for the last two steps.
          const isFar = index < crumbs.length - 2;
          const name = <Name {...{ named, params }} label={i18n._(label)} />;
          return (
            <Fragment key={label.id}>
              {index > 0 && (
                <li aria-hidden="true" className={cx('text-ink-faint', index < crumbs.length - 1 && 'max-sm:hidden')}>
                  /
                </li>
              )}
              <li className={cx(isLast ? 'min-w-0' : 'max-w-1/2 shrink-0', isFar && 'max-sm:hidden')}>
                {to !== undefined && !isLast ? (
                  <Link to={to} params={params as never} className="block min-w-6 truncate py-0.5 hover:text-ink">
                    {name}
                  </Link>
                ) : (
                  <span aria-current={isLast ? 'page' : undefined} className="block truncate py-0.5 font-medium text-ink">
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

// Both components use the data that the page has loaded, and send no requests.

function PersonName({ id, label }: { id: number; label: string }) {
  const { profile } = useSession();
  const { data } = useQuery({ ...profileQuery(id), enabled: false });
  return <UserText>{data?.name ?? (profile.id === id ? profile.name : label)}</UserText>;
}

function ProjectName({ id, label }: { id: number; label: string }) {
  return <UserText>{useQuery({ ...projectQuery(id), enabled: false }).data?.name ?? label}</UserText>;
}
