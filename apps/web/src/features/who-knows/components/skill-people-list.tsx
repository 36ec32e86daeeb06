import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Skill } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { useSkillPeople } from '../api/list-skill-people.ts';
import { COLUMNS, SkillPersonRow } from './skill-person-row.tsx';

export interface SkillPeopleListProps {
  skill: Skill;
  asOf: string | undefined;
  seesEveryone: boolean;
  /** Shown when the list is empty: a link to a wider search. */
  action: ReactNode;
}

/** The people who know a skill, most recent first. */
export function SkillPeopleList({ skill, asOf, seesEveryone, action }: SkillPeopleListProps) {
  const people = useSkillPeople(skill.id, asOf);
  const label = t`People with signals or a validated level`;
  useListKeys(label, t`Who knows…`);
  const most = Math.max(0, ...(people.data?.pages.flatMap(({ items }) => items.map(({ signals }) => signals ?? 0)) ?? []));
  const isEmpty = people.data?.pages[0]?.items.length === 0;
  const skillName = isolate(skill.name);
  if (isEmpty)
    return (
      <EmptyState
        title={seesEveryone ? t`No one has signals or a validated level in ${skillName}` : t`No one you can see has ${skillName}`}
        action={action}
      >
        {seesEveryone
          ? t`People appear here when they join or complete a project that declares the skill, post an update there, or get a level validated.`
          : t`You see yourself and people who share their validated skills. Ask a Tech Lead to search everyone.`}
      </EmptyState>
    );
  return (
    <div className="list-frame">
      {/* Hidden from screen readers, because every row repeats the labels for them. */}
      <div
        aria-hidden="true"
        className={`hidden gap-x-4 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium text-ink-muted md:grid ${COLUMNS}`}
      >
        <span>
          <Trans>Person</Trans>
        </span>
        <span>
          <Trans>Last signal</Trans>
        </span>
        <span>
          <Trans>Signals</Trans>
        </span>
        <span>
          <Trans>Validated</Trans>
        </span>
      </div>
      <InfiniteList
        query={people}
        label={label}
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
