import { useQuery } from '@tanstack/react-query';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { profileQuery } from '#lib/api/profile.ts';

export interface WhoseSessionsProps {
  whose: 'mine' | 'everybody';
  personId: number | undefined;
  onChange: (whose: 'mine' | 'everybody', personId: number | undefined) => void;
}

/** For admins: one's own sessions, everybody's, or those of one person. */
export function WhoseSessions({ whose, personId, onChange }: WhoseSessionsProps) {
  const person = useQuery({ ...profileQuery(personId ?? 0), enabled: personId !== undefined });
  return (
    <div className="flex flex-wrap items-end gap-3">
      <SegmentedControl
        label="Whose sessions"
        value={whose}
        onChange={(chosen) => onChange(chosen, undefined)}
        options={[
          { value: 'mine', label: 'Mine' },
          { value: 'everybody', label: 'Everybody’s' },
        ]}
      />
      {whose === 'everybody' && (
        <div className="w-64">
          <Field label="Of one person" isLabelHidden>
            <PersonPicker
              placeholder="Of one person"
              value={(personId !== undefined && person.data) || null}
              onChange={(chosen) => onChange('everybody', chosen?.id)}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
