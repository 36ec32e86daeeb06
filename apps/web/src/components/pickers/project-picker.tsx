import { t } from '@lingui/core/macro';
import type { Project } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchProjectsQuery } from '#lib/api/search-projects.ts';
import { distinguishingFacts } from '#lib/distinguishing-facts.ts';
import { describedProject } from './described-project.ts';
import { Facts } from './facts.tsx';

export interface ProjectPickerProps {
  value: Project | null;
  onChange: (project: Project | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

/** Finds a project by name. Shows what distinguishes projects of the same name. Inside a `<Field>`. */
export function ProjectPicker({ placeholder = t`Search by name`, ...props }: ProjectPickerProps) {
  const { value } = props;
  const alike = useQuery({ ...searchProjectsQuery(value?.name ?? ''), enabled: value !== null });
  return (
    <>
      <Combobox
        {...props}
        search={searchProjectsQuery}
        itemKey={({ id }) => id}
        itemLabel={({ name }) => name}
        placeholder={placeholder}
        renderItem={(project, among) => (
          <>
            <span className="shrink-0 max-w-3/5 truncate">
              <UserText>{project.name}</UserText>
            </span>
            <span className="ms-auto min-w-0 text-end text-sm wrap-anywhere text-ink-faint">
              <Facts of={distinguishingFacts(describedProject(project), among.map(describedProject))} />
            </span>
          </>
        )}
      />
      {value !== null && (
        <p className="text-sm text-ink-faint empty:hidden">
          <Facts of={distinguishingFacts(describedProject(value), (alike.data?.items ?? []).map(describedProject))} />
        </p>
      )}
    </>
  );
}
