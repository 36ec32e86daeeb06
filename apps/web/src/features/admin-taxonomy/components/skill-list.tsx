import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { Skill } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { useSkills, type SkillFilters } from '../api/list-skills.ts';

export interface SkillListProps {
  filters: SkillFilters;
  onEdit: (id: number) => void;
  onChangeState: (id: number) => void;
  /** The button that adds one, for where there is none. */
  add: React.ReactNode;
}

/** The taxonomy, a skill a line. */
export function SkillList({ filters, onEdit, onChangeState, add }: SkillListProps) {
  const skills = useSkills(filters);
  useListKeys('Skills', 'Taxonomy');
  const isFiltered = filters.search !== undefined || filters.category !== undefined || filters.isActive !== undefined;
  return (
    <InfiniteList
      query={skills}
      label="Skills"
      itemKey={({ id }) => id}
      estimatedHeight={45}
      empty={
        isFiltered ? (
          <EmptyState title="No skill is like that">Search for less, or look into every category and state.</EmptyState>
        ) : (
          <EmptyState title="The taxonomy is empty" action={add}>
            Projects declare skills out of it, and only declared skills get signals.
          </EmptyState>
        )
      }
      renderItem={(skill, index) => <SkillRow isFirst={index === 0} skill={skill} onEdit={onEdit} onChangeState={onChangeState} />}
    />
  );
}

function SkillRow({
  isFirst,
  skill,
  onEdit,
  onChangeState,
}: { isFirst: boolean; skill: Skill } & Pick<SkillListProps, 'onEdit' | 'onChangeState'>) {
  const { id, name, category, isActive } = skill;
  return (
    <div
      className={cx('flex min-h-11 items-center gap-3 border-x border-b border-line bg-surface px-3 py-1', isFirst && 'rounded-t border-t')}
    >
      <button
        type="button"
        className="flex min-h-8 min-w-0 grow flex-wrap items-center gap-x-3 rounded-sm text-left -outline-offset-2 hover:underline md:grid md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"
        onClick={() => onEdit(id)}
      >
        <span className="font-medium break-words">
          <UserText>{name}</UserText>
        </span>
        <span className="text-sm break-words text-ink-muted">
          <UserText>{category}</UserText>
        </span>
      </button>
      {!isActive && <Badge>Inactive</Badge>}
      <Menu
        trigger={
          <IconButton label={`More for ${isolate(name)}`} hasTooltip={false}>
            <DotsHorizontalIcon />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => onEdit(id)}>Edit…</MenuItem>
        <MenuItem onSelect={() => onChangeState(id)}>{isActive ? 'Deactivate…' : 'Reactivate…'}</MenuItem>
        <MenuItem asChild>
          <Link to={paths.whoKnows} search={{ skill: id }}>
            Who knows it
          </Link>
        </MenuItem>
      </Menu>
    </div>
  );
}
