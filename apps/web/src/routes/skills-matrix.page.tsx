import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { RemovableChips } from '#components/ui/chips.tsx';
import { Field } from '#components/ui/field.tsx';
import { Page } from '#components/ui/page.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { SkillsMatrixView } from '#features/skills-matrix/components/skills-matrix.tsx';
import { apiQuery } from '#lib/api/queries.ts';
import { useSession } from '#lib/session/session.ts';

const route = getRouteApi('/frame/matrix');

export default function SkillsMatrixPage() {
  const search = route.useSearch();
  const { projects } = search;
  const navigate = route.useNavigate();
  const { maySeeSkills } = useSession();
  const go = (changes: Partial<typeof search>, isStep = false) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: !isStep, resetScroll: false });
  return (
    <Page
      isWide
      title={t`Skills matrix`}
      actions={<PrintButton />}
      subtitle={
        maySeeSkills
          ? t`Validated levels and signals, side by side. You see everyone.`
          : t`Validated levels and signals, side by side. You see yourself and people who share their validated skills.`
      }
    >
      <SkillsMatrixView
        search={search}
        go={go}
        projects={projects}
        filter={<ProjectsFilter projects={projects ?? []} onChange={(ids) => go({ projects: ids.length === 0 ? undefined : ids }, true)} />}
      />
    </Page>
  );
}

function ProjectsFilter({ projects, onChange }: { projects: readonly number[]; onChange: (ids: number[]) => void }) {
  const query = useQuery({ ...apiQuery('/api/projects', { query: { id: [...projects] } }), enabled: projects.length > 0 });
  const chosen = projects.length === 0 ? [] : (query.data?.items ?? []);
  return (
    <div className="flex w-full flex-wrap items-center gap-2 max-sm:col-span-2 sm:w-auto">
      <div className="w-full sm:w-52">
        <Field label={t`Add project`} isLabelHidden>
          <ProjectPicker
            value={null}
            placeholder={t`Add project`}
            onChange={(project) => project && onChange([...new Set([...projects, project.id])])}
          />
        </Field>
      </div>
      {chosen.length > 0 && (
        <RemovableChips
          label={t`Projects`}
          items={chosen}
          nameOf={({ name }) => name}
          onRemove={({ id }) => onChange(projects.filter((project) => project !== id))}
          empty={null}
        />
      )}
    </div>
  );
}
