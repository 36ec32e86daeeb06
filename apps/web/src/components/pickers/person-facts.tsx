import { t } from '@lingui/core/macro';
import type { ProfileItem } from '@skilltrace/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { namesakesQuery } from '#lib/api/search-people.ts';
import { projectsOnQuery } from '#lib/api/search-projects.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { distinguishingFacts, type DistinguishableItem } from '#lib/distinguishing-facts.ts';
import { UserText } from '#components/ui/user-text.tsx';
import { Facts } from './facts.tsx';

export interface PersonFactsProps {
  person: Pick<ProfileItem, 'id' | 'name'>;
  /** The other people in the list. By default, all people of that name. */
  among?: readonly ProfileItem[];
}

/** The title of a person, and what else distinguishes them from people of the same name: projects, address, number. */
export const PersonFacts = (props: PersonFactsProps) => <Facts of={usePersonFacts(props)} />;

/** Shows the person again in the confirmation of a permanent action. */
export function AffectedPerson({ person }: { person: Pick<ProfileItem, 'id' | 'name'> }) {
  const facts = usePersonFacts({ person });
  return (
    <p className="text-ink">
      <strong className="font-medium">
        <UserText>{person.name}</UserText>
      </strong>
      {facts.length > 0 && ' · '}
      <Facts of={facts} />
    </p>
  );
}

function usePersonFacts({ person, among }: PersonFactsProps): string[] {
  const namesakes = useQuery({ ...namesakesQuery(person.name), enabled: among === undefined });
  const known = among ?? namesakes.data?.items ?? [];
  const self = known.find(({ id }) => id === person.id);
  const all = self ? known : [...known, { title: null, ...person }];
  // Projects are requested only if name and title are not enough.
  const plain = all.map((one): DistinguishableItem => ({ id: one.id, name: one.name, facts: [one.title] }));
  const isAmbiguous = (one: DistinguishableItem) => distinguishingFacts(one, plain).at(-1) === `#${one.id}`;
  const alike = plain.some((one) => one.id === person.id && isAmbiguous(one)) ? plain.filter(isAmbiguous).map(({ id }) => id) : [];
  const projects = useQueries({
    queries: alike.map(projectsOnQuery),
    combine: (results) => ({
      isPending: results.some(({ isPending }) => isPending),
      of: new Map(alike.map((id, index) => [id, results[index]?.data?.items.map(({ name }) => name) ?? []])),
    }),
  });
  const whole = all.map((one): DistinguishableItem => {
    const on = projects.of.get(one.id) ?? [];
    return {
      id: one.id,
      name: one.name,
      facts: [one.title, onInWords(on), ('email' in one && one.email) || null],
    };
  });
  const mine = (projects.isPending ? plain : whole).find(({ id }) => id === person.id);
  if (mine === undefined) return [];
  return projects.isPending ? mine.facts.filter((fact) => fact !== null) : distinguishingFacts(mine, whole);
}

function onInWords(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const projects = listInWords(names);
  return t({ message: `on ${projects}`, comment: 'The projects that a person is on: "on Harbour and Lantern"' });
}
