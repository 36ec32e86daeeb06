import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { SkillItem } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import { useListKeys } from '#lib/keyboard/use-list-keys.ts';
import { useSkills, type SkillFilters } from '../api/list-skills.ts';

export interface SkillListProps {
  filters: SkillFilters;
  onEdit: (id: number) => void;
  onChangeState: (id: number) => void;
  onMerge: (id: number) => void;
  /** The button that adds a skill, for the empty state. */
  add: React.ReactNode;
}

/** The skills of the taxonomy, each with a menu of the actions of an admin. */
export function SkillList({ filters, add, ...actions }: SkillListProps) {
  const skills = useSkills(filters);
  useListKeys(t`Skills`, t`Taxonomy`);
  const isFiltered = filters.search !== undefined || filters.category !== undefined || filters.isActive !== undefined;
  return (
    <InfiniteList
      query={skills}
      label={t`Skills`}
      itemKey={({ id }) => id}
      estimatedHeight={45}
      empty={
        isFiltered ? (
          <EmptyState title={t`No matching skills`}>
            <Trans>Shorten the search, or choose all categories and any status.</Trans>
          </EmptyState>
        ) : (
          <EmptyState title={t`No skills yet`} action={add}>
            <Trans>Projects declare skills from the taxonomy. Only declared skills get signals.</Trans>
          </EmptyState>
        )
      }
      renderItem={(skill, index) => <SkillRow isFirst={index === 0} skill={skill} {...actions} />}
    />
  );
}

function SkillRow({
  isFirst,
  skill,
  onEdit,
  onChangeState,
  onMerge,
}: { isFirst: boolean; skill: SkillItem } & Pick<SkillListProps, 'onEdit' | 'onChangeState' | 'onMerge'>) {
  const { id, name, category, isActive, description, aliases, mergedInto, projectsDeclaring = 0, peopleValidated = 0 } = skill;
  const shownName = isolate(name);
  const usage = (
    <>
      {plural(projectsDeclaring, { one: '# project', other: '# projects' })} ·{' '}
      {plural(peopleValidated, { one: '# person validated', other: '# people validated' })}
    </>
  );
  const remaining = isolate(mergedInto?.name ?? '');
  const otherNames = <Sentence>{listInWords(aliases, 3)}</Sentence>;
  return (
    <div
      className={cx('flex min-h-11 items-center gap-3 border-x border-b border-line bg-surface px-3 py-1', isFirst && 'rounded-t border-t')}
    >
      <button
        type="button"
        className="flex min-h-8 min-w-0 grow flex-wrap items-center gap-x-3 rounded-sm text-start -outline-offset-2 hover:underline md:grid md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"
        onClick={() => onEdit(id)}
      >
        <span className="min-w-0">
          <span className="font-medium break-words">
            <UserText>{name}</UserText>
          </span>
          {aliases.length > 0 && (
            <span className="ms-2 text-sm break-words text-ink-faint">
              <Trans>also {otherNames}</Trans>
            </span>
          )}
          {description !== null && (
            <span className="block truncate text-sm text-ink-muted">
              <UserText>{description}</UserText>
            </span>
          )}
        </span>
        <span className="text-sm break-words text-ink-muted">
          <UserText>{category}</UserText>
        </span>
        <span className="text-sm text-ink-faint tabular-nums md:col-span-2 lg:hidden">{usage}</span>
      </button>
      <span className="w-64 shrink-0 text-end text-sm text-ink-muted tabular-nums max-lg:hidden">{usage}</span>
      {!isActive && (
        <Badge>{mergedInto ? <Sentence>{t`Merged into ${remaining}`}</Sentence> : <Trans context="skill">Inactive</Trans>}</Badge>
      )}
      <Menu
        trigger={
          <IconButton label={t`More actions for ${shownName}`} hasTooltip={false}>
            <DotsHorizontalIcon />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => onEdit(id)}>
          <Trans>Edit…</Trans>
        </MenuItem>
        {!mergedInto && (
          <MenuItem onSelect={() => onMerge(id)}>
            <Trans>Merge…</Trans>
          </MenuItem>
        )}
        <MenuItem onSelect={() => onChangeState(id)}>{isActive ? t`Deactivate…` : t`Reactivate…`}</MenuItem>
        <MenuItem asChild>
          <Link to={paths.whoKnows} search={{ skill: [id] }}>
            <Trans>Show who knows this skill</Trans>
          </Link>
        </MenuItem>
      </Menu>
    </div>
  );
}
