import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileItem } from '@skilltrace/contract';
import { Avatar } from '#components/ui/avatar.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchPeopleQuery } from '#lib/api/search-people.ts';
import { PersonFacts } from './person-facts.tsx';

export interface PersonPickerProps {
  value: ProfileItem | null;
  onChange: (person: ProfileItem | null) => void;
  disabled?: boolean;
  placeholder?: string;
}

/** Finds a person by name. Shows what distinguishes people with the same name, for the chosen person too. Inside a `<Field>`. */
export function PersonPicker(props: PersonPickerProps) {
  return (
    <>
      <Combobox
        search={searchPeopleQuery}
        itemKey={({ id }) => id}
        itemLabel={({ name }) => name}
        placeholder={t`Search by name`}
        {...props}
        renderItem={(person, among) => (
          <>
            <Avatar name={person.name} src={person.avatarUrl} size="sm" />
            <span className="shrink-0 max-w-3/5 truncate">
              <UserText>{person.name}</UserText>
            </span>
            {!person.isActive && (
              <span className="text-sm text-ink-faint">
                <Trans>former member</Trans>
              </span>
            )}
            <span className="ms-auto min-w-0 text-end text-sm wrap-anywhere text-ink-faint">
              <PersonFacts person={person} among={among} />
            </span>
          </>
        )}
      />
      {props.value !== null && (
        <p className="text-sm text-ink-faint empty:hidden">
          <PersonFacts person={props.value} />
        </p>
      )}
    </>
  );
}
