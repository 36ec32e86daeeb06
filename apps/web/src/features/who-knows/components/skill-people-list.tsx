import type { Skill } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { useSkillPeople } from '../api/list-skill-people.ts';
import { COLUMNS, SkillPersonRow } from './skill-person-row.tsx';

const LABEL = 'People with signals or a validated level';

export interface SkillPeopleListProps {
  skill: Skill;
  asOf: string | undefined;
  seesEverybody: boolean;
  /** Leads to a wider question, where the list is empty. */
  action: ReactNode;
}

/** Who knows a skill, most recent first. */
export function SkillPeopleList({ skill, asOf, seesEverybody, action }: SkillPeopleListProps) {
  const people = useSkillPeople(skill.id, asOf);
  useListKeys(LABEL, 'Who knows…');
  const most = Math.max(0, ...(people.data?.pages.flatMap(({ items }) => items.map(({ signals }) => signals ?? 0)) ?? []));
  const isEmpty = people.data?.pages[0]?.items.length === 0;
  if (isEmpty)
    return (
      <EmptyState
        title={
          seesEverybody
            ? `No one has signals or a validated level in ${isolate(skill.name)}`
            : `No one you can see has ${isolate(skill.name)}`
        }
        action={action}
      >
        {seesEverybody
          ? 'People appear here when they join or complete a project that declares it, post an update there, or have a level validated.'
          : 'You see yourself and people who share their validated skills. Ask a Tech Lead to search everyone.'}
      </EmptyState>
    );
  return (
    <div className="list-frame">
      {/* What each column says, every row says again to screen readers. */}
      <div
        aria-hidden="true"
        className={`hidden gap-x-4 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-ink-muted md:grid ${COLUMNS}`}
      >
        <span>Person</span>
        <span>Last signal</span>
        <span>Signals</span>
        <span>Validated</span>
      </div>
      <InfiniteList
        query={people}
        label={LABEL}
        itemKey={({ profileId }) => profileId}
        estimatedHeight={57}
        renderItem={(person) => <SkillPersonRow person={person} skillId={skill.id} asOf={asOf} most={most} />}
        skeleton={
          <div className="bg-surface p-4">
            <SkeletonRows rows={8} />
          </div>
        }
        empty={null}
      />
    </div>
  );
}
