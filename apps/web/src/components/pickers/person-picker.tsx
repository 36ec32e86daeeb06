import type { ProfileItem } from '@skilltrace/contract';
import { Avatar } from '#components/ui/avatar.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchPeopleQuery } from '#lib/api/search-people.ts';

export interface PersonPickerProps {
  value: ProfileItem | null;
  onChange: (person: ProfileItem | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

/** Finds a person by name. Inside a `<Field>`. */
export function PersonPicker(props: PersonPickerProps) {
  return (
    <Combobox
      search={searchPeopleQuery}
      itemKey={({ id }) => id}
      itemLabel={({ name }) => name}
      placeholder="A part of the name"
      {...props}
      renderItem={({ name, title, avatarUrl, isActive }) => (
        <>
          <Avatar name={name} src={avatarUrl} size="sm" />
          <span className="truncate">
            <UserText>{name}</UserText>
          </span>
          {!isActive && <span className="text-sm text-ink-faint">left</span>}
          {title !== null && (
            <span className="ml-auto truncate text-sm text-ink-faint">
              <UserText>{title}</UserText>
            </span>
          )}
        </>
      )}
    />
  );
}
