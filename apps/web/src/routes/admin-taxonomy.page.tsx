import { PlusIcon } from '@radix-ui/react-icons';
import type { Skill } from '@skilltrace/contract';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { Page } from '#components/ui/page.tsx';
import { AddSkillDialog } from '#features/admin-taxonomy/components/add-skill-dialog.tsx';
import { EditSkillDialog } from '#features/admin-taxonomy/components/edit-skill-dialog.tsx';
import { SkillFilters } from '#features/admin-taxonomy/components/skill-filters.tsx';
import { SkillList } from '#features/admin-taxonomy/components/skill-list.tsx';
import { SkillStateDialog } from '#features/admin-taxonomy/components/skill-state-dialog.tsx';
import { isolate } from '#lib/isolate.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { showStatus } from '#lib/status.ts';
import { skillFilters } from './admin.search.ts';

const route = getRouteApi('/frame/admin/taxonomy');

export default function AdminTaxonomyPage() {
  const shown = route.useSearch();
  const { search, category, state, open, skill: skillId } = shown;
  const navigate = route.useNavigate();
  const show = (dialog: 'add' | 'edit' | 'state', skill?: number) =>
    void navigate({ search: (before) => ({ ...before, open: dialog, skill }), resetScroll: false });
  const close = () =>
    void navigate({ search: (before) => ({ ...before, open: undefined, skill: undefined }), replace: true, resetScroll: false });
  const done = (text: string) => {
    close();
    showStatus({ text, tone: 'decided' });
  };
  const onSaved = (before: Skill, after: Skill) => {
    if (before.name !== after.name) done(`“${isolate(before.name)}” is “${isolate(after.name)}” now, in tags as well`);
    else if (before.category !== after.category) done(`${isolate(after.name)} is in ${isolate(after.category)} now`);
    else close();
  };
  useShortcuts([{ key: 'n', does: 'Add a skill', group: 'Taxonomy', run: () => show('add') }]);
  const add = (
    <Button variant="primary" onClick={() => show('add')}>
      <PlusIcon /> Add a skill
    </Button>
  );
  return (
    <Page title="Taxonomy" subtitle="The skills that projects can declare and people can report." actions={add}>
      <SkillFilters
        shown={{ search, category, state }}
        onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })}
      />
      <SkillList filters={skillFilters(shown)} onEdit={(id) => show('edit', id)} onChangeState={(id) => show('state', id)} add={add} />
      {open === 'add' && <AddSkillDialog category={category} onClose={close} onAdded={({ name }) => done(`${isolate(name)} was added`)} />}
      {open === 'edit' && skillId !== undefined && <EditSkillDialog skillId={skillId} onClose={close} onSaved={onSaved} />}
      {open === 'state' && skillId !== undefined && (
        <SkillStateDialog
          skillId={skillId}
          onClose={close}
          onDone={({ name, isActive }) => done(`${isolate(name)} is ${isActive ? 'active again' : 'inactive'}`)}
        />
      )}
    </Page>
  );
}
