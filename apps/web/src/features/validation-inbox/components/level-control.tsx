import { Trans } from '@lingui/react/macro';
import type { ProficiencyLevel } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { useId, type KeyboardEvent } from 'react';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { levelName } from '#lib/format/names-of-values.ts';

export interface LevelControlProps {
  skillName: string;
  suggested: ProficiencyLevel;
  value: ProficiencyLevel;
  onChange: (level: ProficiencyLevel) => void;
  /** Called by 1 to 4, or by Enter on the chosen level. */
  onDecide: (level: ProficiencyLevel) => void;
  onCancel: () => void;
}

/** The four levels, with the suggested one preselected. A number key decides immediately; arrow keys choose, and Enter decides. */
export function LevelControl({ skillName, suggested, value, onChange, onDecide, onCancel }: LevelControlProps) {
  const name = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const level = PROFICIENCY_LEVELS[Number(event.key) - 1];
    if (level) onDecide(level);
    else if (event.key === 'Enter') onDecide(value);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
  };
  return (
    <fieldset className="inline-flex flex-wrap rounded border border-line-strong bg-surface p-0.5">
      <legend className="sr-only">
        <Trans>
          Level for <UserText>{skillName}</UserText>
        </Trans>
      </legend>
      {PROFICIENCY_LEVELS.map((level, index) => (
        <label
          key={level}
          className="relative flex h-6.5 cursor-pointer items-center gap-1.5 rounded-sm px-1 text-xs whitespace-nowrap text-ink-muted transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-accent md:px-2.5"
        >
          <input
            type="radio"
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            name={name}
            checked={level === value}
            onChange={() => onChange(level)}
            onKeyDown={onKeyDown}
          />
          <span aria-hidden="true" className="font-normal text-ink-faint tabular-nums max-md:hidden">
            {index + 1}
          </span>
          <span className={cx(level === suggested && level !== value && 'underline decoration-dotted underline-offset-4')}>
            {levelName(level)}
          </span>
          {level === value && (
            <span aria-hidden="true" className="max-md:hidden">
              ✓
            </span>
          )}
          {level === suggested && (
            <span className="sr-only">
              <Trans>suggested</Trans>
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
