import { t } from '@lingui/core/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { projectQuery } from '#lib/api/project.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { isolate } from '#lib/isolate.ts';
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
        <div className="grid gap-1">
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

function SkillChips({ skillIds, onRemove }: { skillIds: readonly number[]; onRemove: (id: number) => void }) {
  const skills = useQueries({ queries: skillIds.map((id) => skillQuery(id)) });
  return (
    <ul aria-label={t`Selected skills`} className="flex flex-wrap gap-1.5">
      {skillIds.map((id, index) => {
        const name = skills[index]?.data?.name ?? (skills[index]?.isError ? t`Unknown skill` : '…');
        const skill = isolate(name);
        return (
          <li key={id} className="flex h-7 items-center gap-1 rounded-sm bg-accent-soft ps-2 text-sm font-medium text-accent-ink">
            <UserText>{name}</UserText>
            <button
              type="button"
              aria-label={t`Remove ${skill}`}
              className="grid size-6 place-items-center rounded-sm hover:bg-surface"
              onClick={() => onRemove(id)}
            >
              <Cross2Icon />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
