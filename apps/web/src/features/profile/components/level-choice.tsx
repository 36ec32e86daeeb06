import { Trans } from '@lingui/react/macro';
import type { ProficiencyLevel } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { useId } from 'react';
import { levelName } from '#lib/format/names-of-values.ts';
import { levelMeanings } from '../level-meanings.ts';

export interface LevelChoiceProps {
  value: ProficiencyLevel | null;
  onChange: (level: ProficiencyLevel) => void;
  error?: string | undefined;
}

/** A choice of the four levels, each with its meaning. */
export function LevelChoice({ value, onChange, error }: LevelChoiceProps) {
  const name = useId();
  const meanings = levelMeanings();
  return (
    <fieldset aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend className="mb-1 text-sm font-medium">
        <Trans>My level</Trans>
      </legend>
      <div className="overflow-hidden rounded border border-line-strong">
        {PROFICIENCY_LEVELS.map((level) => (
          <label
            key={level}
            className="relative grid cursor-pointer grid-cols-[auto_1fr] gap-x-2.5 border-b border-line px-3 py-2 last:border-b-0 hover:bg-sunken has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent sm:grid-cols-[auto_112px_1fr]"
          >
            <input
              type="radio"
              name={name}
              value={level}
              className="mt-0.5 size-4 accent-accent outline-none"
              checked={value === level}
              onChange={() => onChange(level)}
            />
            <span className="font-medium">{levelName(level)}</span>
            <span className="col-start-2 text-ink-muted sm:col-start-3">{meanings[level]}</span>
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p id={`${name}-error`} className="mt-1 text-sm text-failed">
          {error}
        </p>
      )}
    </fieldset>
  );
}
