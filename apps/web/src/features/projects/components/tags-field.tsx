import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { nearMiss, withTag } from '../tags.ts';
import { AddChip, RemovableChips } from '#components/ui/chips.tsx';

const MOST_SUGGESTED = 12;

export interface TagsFieldProps {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  /** Names to suggest: the declared skills of the project and the validated skills of the person. */
  suggested: readonly string[];
  error?: string | undefined;
}

/** Edits the tags of an assignment. A tag is free text; skills of the project, the person and the taxonomy are suggested. */
export function TagsField({ value, onChange, suggested, error }: TagsFieldProps) {
  const [text, setText] = useState('');
  // Names of skills that were found while the person typed. The finished tag may be similar to one of them.
  const [seen, setSeen] = useState<string[]>([]);
  const wanted = useDebounced(text.trim());
  const found = useQuery({ ...searchSkillsQuery(wanted), enabled: wanted !== '' });
  const names = (wanted === '' ? [] : (found.data?.items ?? [])).map(({ name }) => name);
  const offered = [...new Set(text.trim() === '' ? suggested : names)].filter((name) => !value.includes(name)).slice(0, MOST_SUGGESTED);
  const known = [...suggested, ...seen];
  const misses = value.flatMap((tag) => nearMiss(tag, known) ?? []);

  const add = (tag: string) => {
    onChange(withTag(value, tag));
    setSeen((before) => [...before, ...names]);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    // Adds the tag instead of submitting the form.
    event.preventDefault();
    add(text);
  };
  return (
    <div className="grid gap-2">
      <Field
        label={t`Tags`}
        hint={t`If a tag is the exact name of a skill, the skill belongs to the Core Stack once it is validated, and the Tech Lead of this project decides suggestions for it.`}
        error={error}
      >
        <div className="flex gap-2">
          <Input
            value={text}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <Button disabled={text.trim() === ''} onClick={() => add(text)}>
            <Trans>Add</Trans>
          </Button>
        </div>
      </Field>
      <RemovableChips
        label={t`Tags`}
        items={value}
        nameOf={(tag) => tag}
        onRemove={(tag) => onChange(value.filter((one) => one !== tag))}
        empty={t`No tags yet.`}
      />
      {misses.length > 0 && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-ink">
          <Trans>Similar to the name of a skill. Use the exact name:</Trans>
          {misses.map((name) => (
            <AddChip
              key={name}
              name={name}
              onAdd={() =>
                onChange(
                  withTag(
                    value.filter((tag) => nearMiss(tag, [name]) === undefined),
                    name,
                  ),
                )
              }
            />
          ))}
        </p>
      )}
      {offered.length > 0 && (
        <div role="group" aria-label={t`Suggested tags`} className="flex flex-wrap items-center gap-1.5">
          <span className="text-sm text-ink-faint">
            {text.trim() === '' ? <Trans>Declared or validated skills:</Trans> : <Trans>Skills in the taxonomy:</Trans>}
          </span>
          {offered.map((name) => (
            <AddChip key={name} name={name} onAdd={() => add(name)} />
          ))}
        </div>
      )}
    </div>
  );
}
