import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import type { AuditAction } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { profileQuery } from '#lib/api/profile.ts';
import { projectQuery } from '#lib/api/project.ts';
import { dayOf, type Day } from '#lib/days.ts';
import { useState } from 'react';
import type { AuditFilters } from '../api/list-entries.ts';
import { ACTION_WORDS, ACTIONS } from '../action-words.ts';

/** Actions on the same subject are one group of the filter. The subject is the part of the action before the point. */
const groupNames = (): Record<Subject, string> => ({
  project_scope: t`Declared skills`,
  project: t`Projects`,
  assignment: t`Assignments`,
  suggestion: t`Decisions`,
  validated_skill: t`Validated skills`,
  skill: t`Taxonomy`,
  person: t`People`,
  invitation: t`Invitations`,
  sign_in: t`Signing in`,
  api_token: t`API tokens`,
  import: t({ message: 'Other', comment: 'A group of actions in the audit log' }),
  table: t({ message: 'Other', comment: 'A group of actions in the audit log' }),
  log: t({ message: 'Other', comment: 'A group of actions in the audit log' }),
});
type Subject = AuditAction extends infer Action ? (Action extends `${infer Before}.${string}` ? Before : never) : never;

function actionOptions(): { value: AuditAction | ''; label: string; group?: string }[] {
  const groups = groupNames();
  const groupOf = (action: AuditAction) => groups[action.slice(0, action.indexOf('.')) as Subject];
  return [
    { value: '', label: t`All actions` },
    ...ACTIONS.map((value) => ({ value, label: i18n._(ACTION_WORDS[value].label), group: groupOf(value) })),
  ];
}

export interface EntryFiltersProps {
  filters: AuditFilters;
  today: Day;
  onChange: (change: Partial<AuditFilters>) => void;
}

/** The filters: action, actor, person, project and days. */
export function EntryFilters({ filters, today, onChange }: EntryFiltersProps) {
  const { action, actorId, profileId, projectId, firstDay, lastDay } = filters;
  const project = useQuery({ ...projectQuery(projectId ?? 0), enabled: projectId !== undefined });
  return (
    <div className="mb-4 grid grid-cols-2 items-start gap-3 lg:grid-cols-4">
      <Field label={t`Action`}>
        <Select<AuditAction | ''>
          value={action ?? ''}
          onChange={(value) => onChange({ action: value === '' ? undefined : value })}
          options={actionOptions()}
        />
      </Field>
      <Field label={t`Changed by`}>
        <Person id={actorId} onChange={(id) => onChange({ actorId: id })} />
      </Field>
      <Field label={t`Person`}>
        <Person id={profileId} onChange={(id) => onChange({ profileId: id })} />
      </Field>
      <Field label={t`Project`}>
        <ProjectPicker
          value={(projectId !== undefined && project.data) || null}
          onChange={(chosen) => onChange({ projectId: chosen?.id })}
        />
      </Field>
      <Field label={t({ message: 'From', comment: 'First day of a range' })}>
        <DayInput day={firstDay} max={lastDay ?? today} onChange={(day) => onChange({ firstDay: day })} />
      </Field>
      <Field label={t({ message: 'To', comment: 'Last day of a range' })}>
        <DayInput day={lastDay} min={firstDay} max={today} onChange={(day) => onChange({ lastDay: day })} />
      </Field>
    </div>
  );
}

function Person({ id, onChange }: { id: number | undefined; onChange: (id: number | undefined) => void }) {
  const person = useQuery({ ...profileQuery(id ?? 0), enabled: id !== undefined });
  return <PersonPicker value={(id !== undefined && person.data) || null} onChange={(chosen) => onChange(chosen?.id)} />;
}

interface DayInputProps {
  day: Day | undefined;
  min?: Day | undefined;
  max: Day;
  onChange: (day: Day | undefined) => void;
}

/** An optional day. An incomplete date does not change the filter. */
function DayInput({ day, min, max, onChange }: DayInputProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <DateInput
      min={min}
      max={max}
      value={draft ?? day ?? ''}
      onChange={(event) => {
        const { value } = event.target;
        setDraft(value);
        const written = dayOf(value);
        if (value === '' || (written !== undefined && written <= max && (min === undefined || written >= min))) onChange(written);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}
