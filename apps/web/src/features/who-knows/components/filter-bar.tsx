import { t } from '@lingui/core/macro';
import type { Project } from '@skilltrace/contract';
import { MOST_SKILLS_TOGETHER } from '@skilltrace/domain/limits';
import { PROFICIENCY_LEVELS, type ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import { useState } from 'react';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { SkillChips } from '#components/pickers/skill-chips.tsx';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Field } from '#components/ui/field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { dayOf, localDay, type Day } from '#lib/days.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { periodOf } from '#lib/time-range.ts';
import type { WhoKnowsFilters } from '../filters.ts';

export interface FilterBarProps {
  filters: WhoKnowsFilters;
  onChange: (change: Partial<WhoKnowsFilters>) => void;
  /** The project in the filters, once it is loaded. */
  project: Project | null;
  maySeeSkills: boolean;
  now: Date;
}

/** The question: skills, whether all or any of them, and the conditions. */
export function FilterBar({ filters, onChange, project, maySeeSkills, now }: FilterBarProps) {
  const { skillIds, match, level, since, isAvailable } = filters;
  const moment = periodOf({ asOf: filters.asOf }, now).asOf;
  return (
    <div className="mb-5 grid gap-3">
      <div className="grid max-w-160 gap-2">
        <Field
          label={t`Skill`}
          hint={skillIds.length >= MOST_SKILLS_TOGETHER ? t`A search has at most ${MOST_SKILLS_TOGETHER} skills.` : undefined}
        >
          <SkillPicker
            value={null}
            disabled={skillIds.length >= MOST_SKILLS_TOGETHER}
            placeholder={skillIds.length === 0 ? t`Search by name` : t`Add another skill`}
            onChange={(chosen) => chosen && !skillIds.includes(chosen.id) && onChange({ skillIds: [...skillIds, chosen.id] })}
          />
        </Field>
        {skillIds.length > 0 && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <SkillChips
              skillIds={skillIds}
              onRemove={(id) => {
                const rest = skillIds.filter((one) => one !== id);
                onChange({ skillIds: rest, match: rest.length < 2 ? 'all' : match });
              }}
            />
            {skillIds.length > 1 && (
              <SegmentedControl
                label={t`Skills that a person must know`}
                value={match}
                onChange={(value) => onChange({ match: value })}
                options={[
                  { value: 'all', label: t`All of them` },
                  { value: 'any', label: t`Any of them` },
                ]}
              />
            )}
          </div>
        )}
      </div>
      {skillIds.length > 0 && (
        <div className="grid grid-cols-2 items-start gap-3 md:grid-cols-4">
          <Field label={t`Level`}>
            <Select<ProficiencyLevel | ''>
              value={level ?? ''}
              onChange={(value) => onChange({ level: value || undefined })}
              options={levels()}
            />
          </Field>
          <DayField
            label={t`Signals since`}
            value={since}
            max={localDay(now)}
            hint={
              since !== undefined && !maySeeSkills ? t`Other people’s signals are not shared with you, so this finds only you.` : undefined
            }
            onChange={(day) => onChange({ since: day })}
          />
          <Field label={t`Current project`}>
            <ProjectPicker value={project} onChange={(chosen) => onChange({ projectId: chosen?.id })} />
          </Field>
          <DayField
            label={t`As of`}
            value={moment === undefined ? undefined : localDay(new Date(moment))}
            max={localDay(now)}
            hint={moment === undefined ? undefined : t`Shows data up to the end of that day.`}
            onChange={(day) => onChange({ asOf: day })}
          />
          <div className="col-span-2 md:col-span-4">
            <Checkbox
              label={t`Only available people (without a current project)`}
              checked={isAvailable}
              onChange={(isChecked) => onChange({ isAvailable: isChecked })}
            />
          </div>
        </div>
      )}
    </div>
  );
}

const levels = (): { value: ProficiencyLevel | ''; label: string }[] => [
  { value: '', label: t`Any, or not validated` },
  ...PROFICIENCY_LEVELS.map((level) => {
    const name = levelName(level);
    return { value: level, label: level === PROFICIENCY_LEVELS.at(-1) ? name : t`${name} or higher` };
  }),
];

interface DayFieldProps {
  label: string;
  value: Day | undefined;
  max: Day;
  hint: string | undefined;
  onChange: (day: Day | undefined) => void;
}

function DayField({ label, value, max, hint, onChange }: DayFieldProps) {
  // While a person types, the field keeps what they typed.
  const [draft, setDraft] = useState<string>();
  return (
    <Field label={label} hint={hint}>
      <DateInput
        max={max}
        value={draft ?? value ?? ''}
        onBlur={() => setDraft(undefined)}
        onChange={({ target }) => {
          setDraft(target.value);
          const day = dayOf(target.value);
          if (target.value === '' || (day !== undefined && day <= max)) onChange(day);
        }}
      />
    </Field>
  );
}
