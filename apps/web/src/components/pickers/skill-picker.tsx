import { t } from '@lingui/core/macro';
import type { Skill } from '@skilltrace/contract';
import { matchOf } from '@skilltrace/domain/text/fold';
import { lazy, Suspense, useState } from 'react';
import { Combobox } from '#components/ui/combobox.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';
import { distinguishingFacts, type DistinguishableItem } from '#lib/distinguishing-facts.ts';
import { isolate } from '#lib/isolate.ts';
import { loadCode } from '#lib/load-code.ts';
import { Facts } from './facts.tsx';

const ProposeSkillDialog = lazy(async () => ({
  default: (await loadCode(() => import('../proposals/propose-skill-dialog.tsx'))).ProposeSkillDialog,
}));

export interface SkillPickerProps {
  value: Skill | null;
  onChange: (skill: Skill | null) => void;
  disabled?: boolean;
  placeholder?: string;
  /** False where an admin answers proposals. */
  mayPropose?: boolean;
}

const described = ({ id, name, category }: Skill): DistinguishableItem => ({ id, name, facts: [category] });

const hasName = ({ name, aliases }: Skill, text: string) => [name, ...aliases].some((one) => matchOf(one, text) === 0);

/** Finds an active skill by name. A name that no skill has can be suggested to an admin. Inside a `<Field>`. */
export function SkillPicker({ placeholder = t`Search by name`, mayPropose = true, ...props }: SkillPickerProps) {
  const [missing, setMissing] = useState<string>();
  const propose = (text: string, found: readonly Skill[]) => {
    if (!mayPropose || found.some((skill) => hasName(skill, text))) return undefined;
    const name = isolate(text);
    return { label: t`Suggest “${name}” to an admin…`, onSelect: () => setMissing(text) };
  };
  return (
    <>
      <Combobox
        {...props}
        search={searchSkillsQuery}
        itemKey={({ id }) => id}
        itemLabel={({ name }) => name}
        placeholder={placeholder}
        other={propose}
        renderItem={(skill, among) => (
          <>
            <span className="min-w-0 py-1">
              <span className="block truncate">
                <UserText>{skill.name}</UserText>
              </span>
              {skill.description !== null && (
                <span className="line-clamp-2 text-sm text-ink-muted">
                  <UserText>{skill.description}</UserText>
                </span>
              )}
            </span>
            <span className="ms-auto shrink-0 text-sm text-ink-faint">
              <Facts of={distinguishingFacts(described(skill), among.map(described))} />
            </span>
          </>
        )}
      />
      {missing !== undefined && (
        <Suspense>
          <ProposeSkillDialog name={missing} onClose={() => setMissing(undefined)} />
        </Suspense>
      )}
    </>
  );
}
