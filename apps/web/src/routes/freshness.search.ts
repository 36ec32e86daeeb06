import type { FreshnessFilter } from '#features/freshness/api/freshness.ts';
import { dayOf } from '#lib/days.ts';
import { idOf, oneOf, searchOf } from '#lib/search-params.ts';

export const freshnessSearch = searchOf((search) => ({
  tab: oneOf(search['tab'], ['projects', 'skills']),
  /** 90 days by default. */
  days: oneOf(search['days'], ['stale', '30', '60']),
  project: idOf(search['project']),
  /** The Tech Lead, or every project. By default, Tech Leads see their own projects, and admins who lead nothing see all. */
  lead: search['lead'] === 'all' ? ('all' as const) : idOf(search['lead']),
  /** For the skills at risk. */
  asOf: dayOf(search['asOf']),
}));

export type FreshnessSearch = ReturnType<typeof freshnessSearch>;

/** The Tech Lead whose projects are shown; undefined for all projects. */
export function leadIn({ lead }: Partial<FreshnessSearch>, { profile, leads }: { profile: { id: number }; leads: readonly number[] }) {
  if (lead === 'all') return undefined;
  return lead ?? (leads.length > 0 ? profile.id : undefined);
}

/** The filter of the list of validated levels. */
export const freshnessFilter = (
  search: Partial<FreshnessSearch>,
  session: { profile: { id: number }; leads: readonly number[] },
): FreshnessFilter => ({
  days: search.days === 'stale' ? undefined : (search.days ?? '90'),
  projectId: search.project,
  leadId: leadIn(search, session),
});
