import { t } from '@lingui/core/macro';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { periodOf } from '#lib/time-range.ts';
import { useWhoKnows } from '../api/list-people.ts';
import { questionOf, type WhoKnowsFilters } from '../filters.ts';
import { reasonInWords } from '../reason.ts';
import { KnownPersonRow } from './known-person-row.tsx';
import { NoOneFound, type NoOneFoundProps } from './no-one-found.tsx';

const [ROW_HEIGHT, SKILL_HEIGHT] = [40, 52];

export interface PeopleFoundProps extends Omit<NoOneFoundProps, 'question'> {
  filters: WhoKnowsFilters;
  /** The id of the viewer. */
  me: number;
}

/** The people who know the skills, most recent first. J and K move between their names. */
export function PeopleFound({ me, ...rest }: PeopleFoundProps) {
  const { filters, now } = rest;
  const people = useWhoKnows(questionOf(filters, now));
  const label = t`People who know the skills`;
  useListKeys(label, t`Who knows…`);
  const { asOf } = periodOf({ asOf: filters.asOf }, now);
  const isEmpty = people.data?.pages[0]?.items.length === 0;
  return (
    <div className={isEmpty ? undefined : 'list-frame'} aria-busy={people.isPlaceholderData}>
      <InfiniteList
        query={people}
        label={label}
        itemKey={({ profileId }) => profileId}
        estimatedHeight={({ skills }) => ROW_HEIGHT + skills.length * SKILL_HEIGHT}
        renderItem={(person) => (
          <KnownPersonRow
            person={person}
            isSelf={person.profileId === me}
            since={filters.since}
            asOf={asOf}
            now={now}
            reasonOf={(skill) => reasonInWords(skill, filters.since, now)}
          />
        )}
        skeleton={<SkeletonRows rows={8} />}
        empty={<NoOneFound {...rest} />}
      />
    </div>
  );
}
