import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { profileQuery } from '#lib/api/profile.ts';

export interface SessionOwnerFilterProps {
  whose: 'mine' | 'everybody';
  personId: number | undefined;
  onChange: (whose: 'mine' | 'everybody', personId: number | undefined) => void;
}

/** For admins: selects their own sessions, the sessions of all people, or those of one person. */
export function SessionOwnerFilter({ whose, personId, onChange }: SessionOwnerFilterProps) {
  const person = useQuery({ ...profileQuery(personId ?? 0), enabled: personId !== undefined });
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SegmentedControl
        label={t`Sessions`}
        value={whose}
        onChange={(chosen) => onChange(chosen, undefined)}
        options={[
          { value: 'mine', label: t({ message: `Mine`, context: 'mentorship sessions' }) },
          { value: 'everybody', label: t({ message: `All`, context: 'mentorship sessions' }) },
        ]}
      />
      {whose === 'everybody' && (
        <div className="w-64">
          <Field label={t`Person`} isLabelHidden>
            <PersonPicker
              placeholder={t`All people`}
              value={(personId !== undefined && person.data) || null}
              onChange={(chosen) => onChange('everybody', chosen?.id)}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
