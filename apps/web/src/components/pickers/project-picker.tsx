import type { Project } from '@skilltrace/contract';
import { Combobox } from '#components/ui/combobox.tsx';
import { searchProjectsQuery } from '#lib/api/search-projects.ts';

type Named = Pick<Project, 'id' | 'name'>;

export interface ProjectPickerProps {
  value: Named | null;
  onChange: (project: Named | null) => void;
  disabled?: boolean;
}

/** Finds a project by name. Inside a `<Field>`. */
export function ProjectPicker(props: ProjectPickerProps) {
  return (
    <Combobox<Named, ReturnType<typeof searchProjectsQuery>['queryKey']>
      {...props}
      search={searchProjectsQuery as never}
      itemKey={({ id }) => id}
      itemLabel={({ name }) => name}
      placeholder="A part of the name"
    />
  );
}
