import { plural, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { distinguishingFacts, type DistinguishableItem } from '#lib/distinguishing-facts.ts';
import { isSamePerson, type Place } from '../waiting/places.ts';
import { countWaiting, type WaitingGroup, type WaitingPerson } from '../waiting/waiting-groups.ts';

type Row = { group: WaitingGroup; person?: WaitingPerson };

const HEIGHT = 36;

/** The projects and people with pending suggestions, with counts. */
export const PeopleList = memo(function PeopleList({ groups, at }: { groups: readonly WaitingGroup[]; at: Place | undefined }) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useMemo(() => groups.flatMap((group): Row[] => [{ group }, ...group.people.map((person) => ({ group, person }))]), [groups]);
  const note = useMemo(() => countNote(groups), [groups]);
  const currentRow = at
    ? rows.findIndex(
        ({ group, person }) => person && isSamePerson(at, { projectId: group.projectId, profileId: person.profileId, suggestionId: 0 }),
      )
    : -1;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 5,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(currentRow < 0 ? [] : [currentRow])])].toSorted((a, b) => a - b),
  });
  useEffect(() => {
    if (currentRow >= 0) virtualizer.scrollToIndex(currentRow, { align: 'auto' });
  }, [virtualizer, currentRow]);
  return (
    <nav
      ref={scroller}
      aria-label={t`People with pending suggestions`}
      className="max-h-[max(180px,calc(100dvh-140px))] overflow-y-auto rounded border border-line bg-surface"
    >
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const { group, person } = rows[index] as Row;
          return (
            <li key={key} className="absolute top-0 start-0 h-9 w-full" style={{ transform: `translateY(${start}px)` }}>
              {person ? <PersonLink {...linkOf(group, person)} isCurrent={index === currentRow} /> : <GroupHeading group={group} />}
            </li>
          );
        })}
      </ul>
      {note !== '' && <p className="border-t border-line px-3 py-2 text-sm text-ink-muted">{note}</p>}
    </nav>
  );
});

/** Explains why the projects count more suggestions than the navigation. Empty if they do not. */
function countNote(groups: readonly WaitingGroup[]): string {
  const listed = groups.reduce((sum, { count }) => sum + count, 0);
  const total = countWaiting(groups);
  if (listed === total) return '';
  return plural(total, {
    one: '# pending suggestion in total. One that is listed under several projects counts once.',
    other: '# pending suggestions in total. One that is listed under several projects counts once.',
  });
}

const GroupHeading = ({ group: { name, count } }: { group: WaitingGroup }) => (
  <div className="flex h-9 items-center justify-between gap-2 border-b border-line bg-sunken px-3 text-sm font-medium text-ink-muted">
    <span className="truncate">
      <UserText>{name}</UserText>
    </span>
    <Count of={count} />
  </div>
);

/** Facts that distinguish people of the same name. Empty when no other person in the group has the name. */
function factsOf({ people }: WaitingGroup, person: WaitingPerson): string {
  const described = ({ profileId, name, role }: WaitingPerson): DistinguishableItem => ({ id: profileId, name, facts: [null, role] });
  const namesakes = people.filter(({ name }) => name === person.name);
  return namesakes.length < 2 ? '' : distinguishingFacts(described(person), namesakes.map(described)).map(isolate).join(' · ');
}

const linkOf = (group: WaitingGroup, person: WaitingPerson) => ({
  projectId: group.projectId,
  profileId: person.profileId,
  name: person.name,
  facts: factsOf(group, person),
  avatarUrl: person.avatarUrl,
  count: person.suggestions.length,
});

type PersonLinkProps = ReturnType<typeof linkOf> & { isCurrent: boolean };

const PersonLink = memo(function PersonLink({ projectId, profileId, name, facts, avatarUrl, count, isCurrent }: PersonLinkProps) {
  return (
    <Link
      to={paths.inbox}
      search={{ project: projectId ?? undefined, person: profileId }}
      preload={false}
      resetScroll={false}
      aria-current={isCurrent ? 'true' : undefined}
      // `aria-current` is set above, not by the router.
      activeOptions={{ includeSearch: true, exact: true }}
      className={cx(
        'flex h-9 items-center gap-2.5 px-3 -outline-offset-2',
        isCurrent ? 'bg-accent-soft font-medium text-accent-ink' : 'hover:bg-sunken',
      )}
    >
      <Avatar name={name} src={avatarUrl} size="sm" />
      <span className="grow truncate">
        <UserText>{name}</UserText>
        {facts !== '' && (
          <span className="text-sm font-normal">
            {' · '}
            <Sentence>{facts}</Sentence>
          </span>
        )}
      </span>
      <Count of={count} />
    </Link>
  );
});

const Count = ({ of }: { of: number }) => (
  <span className="text-sm font-normal tabular-nums opacity-90">
    <span aria-hidden="true">{inDigits(of)}</span>
    <span className="sr-only">{plural(of, { one: ': # suggestion', other: ': # suggestions' })}</span>
  </span>
);
