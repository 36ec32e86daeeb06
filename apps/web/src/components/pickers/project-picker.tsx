import type { Project } from '@skilltrace/contract';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchProjectsQuery } from '#lib/api/search-projects.ts';

export interface ProjectPickerProps {
  value: Project | null;
  onChange: (project: Project | null) => void;
  disabled?: boolean;
}

/** Finds a project by name. Inside a `<Field>`. */
export function ProjectPicker(props: ProjectPickerProps) {
  return (
    <Combobox
      {...props}
      search={searchProjectsQuery}
      itemKey={({ id }) => id}
      itemLabel={({ name }) => name}
      placeholder="A part of the name"
      renderItem={({ name, status }) => (
        <>
          <span className="truncate">
            <UserText>{name}</UserText>
          </span>
          {status !== 'active' && <span className="ml-auto text-sm text-ink-faint">{status}</span>}
        </>
      )}
    />
  );
}
