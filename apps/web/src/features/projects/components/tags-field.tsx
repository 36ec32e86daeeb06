import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { nearMiss, withTag } from '../tags.ts';
import { AddChip, RemovableChips } from './chips.tsx';

const MOST_SUGGESTED = 12;

export interface TagsFieldProps {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  /** Names to offer: what the project declares, what the person has validated. */
  suggested: readonly string[];
  error?: string | undefined;
}

/** Tags of an assignment: any words, and the names of skills from the project, the person and the taxonomy at a press. */
export function TagsField({ value, onChange, suggested, error }: TagsFieldProps) {
  const [text, setText] = useState('');
  // Names of skills that came up while something was written: what it became may nearly be one of them.
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
    // Not the form: what is written becomes a tag.
    event.preventDefault();
    add(text);
  };
  return (
    <div className="grid gap-2">
      <Field
        label="Tags"
        hint="The exact name of a skill makes it Core Stack once it is validated, and routes its suggestions to this project."
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
            Add
          </Button>
        </div>
      </Field>
      <RemovableChips
        label="Tags"
        items={value}
        nameOf={(tag) => tag}
        onRemove={(tag) => onChange(value.filter((one) => one !== tag))}
        empty="No tags yet."
      />
      {misses.length > 0 && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-ink">
          Nearly the name of a skill, and not it:
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
        <div role="group" aria-label="Suggested tags" className="flex flex-wrap items-center gap-1.5">
          <span className="text-sm text-ink-faint">{text.trim() === '' ? 'Declared or validated:' : 'In the taxonomy:'}</span>
          {offered.map((name) => (
            <AddChip key={name} name={name} onAdd={() => add(name)} />
          ))}
        </div>
      )}
    </div>
  );
}
