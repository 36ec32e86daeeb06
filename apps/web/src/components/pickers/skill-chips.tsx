import { t } from '@lingui/core/macro';
import { Cross2Icon } from '@radix-ui/react-icons';
import { useQueries } from '@tanstack/react-query';
import { UserText } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { isolate } from '#lib/isolate.ts';

/** The skills that a filter has, each with a button that removes it. */
export function SkillChips({ skillIds, onRemove }: { skillIds: readonly number[]; onRemove: (id: number) => void }) {
  const skills = useQueries({ queries: skillIds.map((id) => skillQuery(id)) });
  return (
    <ul aria-label={t`Selected skills`} className="flex flex-wrap gap-1.5">
      {skillIds.map((id, index) => {
        const { data, error } = skills[index] ?? {};
        const name = data?.name ?? (error && toApiProblem(error).status === 404 ? t`Unknown skill` : '…');
        const skill = isolate(name);
        return (
          <li
            key={id}
            className="flex min-h-7 max-w-full items-center gap-1 rounded-sm bg-accent-soft ps-2 text-sm font-medium text-accent-ink"
          >
            <UserText>{name}</UserText>
            <button
              type="button"
              aria-label={t`Remove ${skill}`}
              className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-surface"
              onClick={() => onRemove(id)}
            >
              <Cross2Icon />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
