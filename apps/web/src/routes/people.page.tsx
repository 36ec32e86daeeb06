import { t } from '@lingui/core/macro';
import { getRouteApi } from '@tanstack/react-router';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Page } from '#components/ui/page.tsx';
import { peopleQuery, type PeopleFilters } from '#features/people/api/list-people.ts';
import { PeopleFilterBar } from '#features/people/components/people-filters.tsx';
import { PeopleList } from '#features/people/components/people-list.tsx';
import { useSession } from '#lib/session/session.ts';
import { peopleFilters } from './people.search.ts';

const route = getRouteApi('/frame/people');

export default function PeoplePage() {
  const filters = peopleFilters(route.useSearch());
  const navigate = route.useNavigate();
  const { profile, maySeeSkills } = useSession();
  const change = (to: Partial<PeopleFilters>) => {
    const next = { ...filters, ...to };
    // Typing replaces the history entry. Choosing a skill or project adds one.
    void navigate({
      search: { search: next.search, skill: [...next.skillIds], project: next.projectId },
      replace: 'search' in to,
    });
  };
  return (
    <Page
      title={t`People`}
      subtitle={
        maySeeSkills
          ? t`Everyone by name. You can open the skills of each person.`
          : t`Everyone by name. You can open your own skills and those of people who share them.`
      }
      actions={<DownloadCsv query={peopleQuery(filters)} />}
    >
      <PeopleFilterBar filters={filters} onChange={change} isAdmin={profile.isAdmin} maySeeSkills={maySeeSkills} />
      <PeopleList filters={filters} onClear={() => void navigate({ search: {} })} />
    </Page>
  );
}
