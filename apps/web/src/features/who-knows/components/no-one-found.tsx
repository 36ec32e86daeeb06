import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { isolate } from '#lib/isolate.ts';
import { useHaveAnswers } from '../api/list-people.ts';
import { conditionsOf, skillsInWords, type FilterNames } from '../conditions.ts';
import { questionOf, type WhoKnowsFilters } from '../filters.ts';

export interface NoOneFoundProps {
  filters: WhoKnowsFilters;
  names: FilterNames;
  now: Date;
  maySeeSkills: boolean;
  onChange: (change: Partial<WhoKnowsFilters>) => void;
  /** A link to a wider search. */
  action: ReactNode;
}

/** Says that no one fits the question, and which single filter to remove to find people. */
export function NoOneFound({ filters, names, now, maySeeSkills, onChange, action }: NoOneFoundProps) {
  const choices = choicesOf(filters, names, now);
  const answers = useHaveAnswers(choices.map(({ change }) => questionOf({ ...filters, ...change }, now)));
  const helpful = answers === undefined ? [] : choices.filter((_, index) => answers[index]);
  const skills = skillsInWords(filters, names);
  if (choices.length === 0)
    return (
      <EmptyState
        title={maySeeSkills ? t`No one has signals or a validated level in ${skills}` : t`No one you can see has ${skills}`}
        action={action}
      >
        {maySeeSkills
          ? t`People appear here when they join or complete a project that declares the skill, post an update there, or get a level validated.`
          : t`You see yourself and people who share their validated skills. Ask a Tech Lead to search everyone.`}
      </EmptyState>
    );
  return (
    <EmptyState
      title={maySeeSkills ? t`No one fits all of these conditions` : t`No one you can see fits all of these conditions`}
      action={
        <div className="flex flex-wrap gap-2">
          {helpful.map(({ label, change }) => (
            <Button key={label} onClick={() => onChange(change)}>
              {label}
            </Button>
          ))}
          {answers !== undefined && helpful.length === 0 && (
            <Button
              onClick={() => onChange({ level: undefined, since: undefined, projectId: undefined, isAvailable: false, match: 'any' })}
            >
              <Trans>Remove all conditions</Trans>
            </Button>
          )}
        </div>
      }
    >
      {answers === undefined
        ? t`Checking which condition removes everyone…`
        : helpful.length > 0
          ? t`People are found if you remove one condition:`
          : t`Removing a single condition is not enough.`}
    </EmptyState>
  );
}

function choicesOf(filters: WhoKnowsFilters, names: FilterNames, now: Date): { label: string; change: Partial<WhoKnowsFilters> }[] {
  const choices = conditionsOf(filters, names, now).map(({ words, without }) => ({ label: t`Remove “${words}”`, change: without }));
  const { skillIds, match } = filters;
  if (skillIds.length < 2 || match === 'any') return choices;
  const all = { label: t`Any of the skills instead of all`, change: { match: 'any' as const } };
  const each = skillIds.map((id, index) => {
    const skill = isolate(names.skills[index] ?? '…');
    return { label: t`Remove ${skill}`, change: { skillIds: skillIds.filter((one) => one !== id) } };
  });
  return [...choices, all, ...each];
}
