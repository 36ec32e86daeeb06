import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { SkillChips } from '#components/pickers/skill-chips.tsx';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { projectQuery } from '#lib/api/project.ts';
import type { PeopleFilters } from '../api/list-people.ts';

export interface PeopleFilterBarProps {
  filters: PeopleFilters;
  onChange: (change: Partial<PeopleFilters>) => void;
  /** Admins also search by e-mail address. */
  isAdmin: boolean;
  maySeeSkills: boolean;
}

/** The filters of the list: name, validated skills, current project. */
export function PeopleFilterBar({ filters, onChange, isAdmin, maySeeSkills }: PeopleFilterBarProps) {
  const { search, skillIds, projectId } = filters;
  const project = useQuery({ ...projectQuery(projectId ?? 0), enabled: projectId !== undefined });
  return (
    <div className="mb-4 grid gap-2">
      <div className="grid items-start gap-3 md:grid-cols-3">
        <div className="grid gap-1 print:has-placeholder-shown:hidden">
          <span aria-hidden="true" className="text-sm font-medium">
            {isAdmin ? t`Name or e-mail` : t`Name`}
          </span>
          <SearchBox
            label={isAdmin ? t`Search by name or e-mail` : t`Search by name`}
            value={search}
            onChange={(text) => onChange({ search: text })}
          />
        </div>
        <Field
          label={t`Validated skills (all of them)`}
          hint={!maySeeSkills && skillIds.length > 0 ? t`Searches only you and people who share their validated skills.` : undefined}
        >
          <SkillPicker
            value={null}
            onChange={(skill) => skill && !skillIds.includes(skill.id) && onChange({ skillIds: [...skillIds, skill.id] })}
          />
        </Field>
        <Field label={t`Current project`}>
          <ProjectPicker
            value={(projectId !== undefined && project.data) || null}
            onChange={(chosen) => onChange({ projectId: chosen?.id })}
          />
        </Field>
      </div>
      {skillIds.length > 0 && (
        <SkillChips skillIds={skillIds} onRemove={(id) => onChange({ skillIds: skillIds.filter((one) => one !== id) })} />
      )}
    </div>
  );
}
