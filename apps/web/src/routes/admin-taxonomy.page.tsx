import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { PlusIcon } from '@radix-ui/react-icons';
import type { Skill } from '@skilltrace/contract';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Page } from '#components/ui/page.tsx';
import { skillsQuery } from '#features/admin-taxonomy/api/list-skills.ts';
import { AddSkillDialog } from '#features/admin-taxonomy/components/add-skill-dialog.tsx';
import { EditSkillDialog } from '#features/admin-taxonomy/components/edit-skill-dialog.tsx';
import { MergeSkillDialog } from '#features/admin-taxonomy/components/merge-skill-dialog.tsx';
import { SkillFilters } from '#features/admin-taxonomy/components/skill-filters.tsx';
import { SkillList } from '#features/admin-taxonomy/components/skill-list.tsx';
import { SkillStateDialog } from '#features/admin-taxonomy/components/skill-state-dialog.tsx';
import { WaitingProposals } from '#features/admin-taxonomy/proposals/waiting-proposals.tsx';
import { isolate } from '#lib/isolate.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { showStatus } from '#lib/status.ts';
import { skillFilters } from './admin.search.ts';

const route = getRouteApi('/frame/admin/taxonomy');

export default function AdminTaxonomyPage() {
  const shown = route.useSearch();
  const { search, category, state, open, skill: skillId } = shown;
  const navigate = route.useNavigate();
  const show = (dialog: 'add' | 'edit' | 'state' | 'merge', skill?: number) =>
    void navigate({ search: (before) => ({ ...before, open: dialog, skill }), resetScroll: false });
  const close = () =>
    void navigate({ search: (before) => ({ ...before, open: undefined, skill: undefined }), replace: true, resetScroll: false });
  const done = (text: string) => {
    close();
    showStatus({ text, tone: 'decided' });
  };
  const onSaved = (before: Skill, after: Skill) => {
    const [formerName, name, newCategory] = [isolate(before.name), isolate(after.name), isolate(after.category)];
    if (before.name !== after.name) done(t`“${formerName}” was renamed to “${name}”, also in tags`);
    else if (before.category !== after.category) done(t`${name} was moved to the category ${newCategory}`);
    else close();
  };
  const onAdded = (skill: Skill) => {
    const name = isolate(skill.name);
    done(t`${name} was added`);
  };
  const onStateChanged = (skill: Skill) => {
    const name = isolate(skill.name);
    done(skill.isActive ? t`${name} was reactivated` : t`${name} was deactivated`);
  };
  const onMerged = (merged: Skill, remaining: Skill) => {
    const [name, other] = [isolate(merged.name), isolate(remaining.name)];
    done(t`“${name}” was merged into “${other}”`);
  };
  useShortcuts([{ key: 'n', does: t`Add skill`, group: t`Taxonomy`, run: () => show('add') }]);
  const add = (
    <Button variant="primary" onClick={() => show('add')}>
      <PlusIcon /> <Trans>Add skill</Trans>
    </Button>
  );
  return (
    <Page
      title={t`Taxonomy`}
      subtitle={t`The skills that projects can declare and people can report.`}
      actions={
        <>
          <DownloadCsv query={skillsQuery(skillFilters(shown))} />
          {add}
        </>
      }
    >
      <WaitingProposals />
      <SkillFilters
        shown={{ search, category, state }}
        onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })}
      />
      <SkillList
        filters={skillFilters(shown)}
        onEdit={(id) => show('edit', id)}
        onChangeState={(id) => show('state', id)}
        onMerge={(id) => show('merge', id)}
        add={add}
      />
      {open === 'add' && <AddSkillDialog category={category} onClose={close} onAdded={onAdded} />}
      {open === 'edit' && skillId !== undefined && <EditSkillDialog skillId={skillId} onClose={close} onSaved={onSaved} />}
      {open === 'state' && skillId !== undefined && <SkillStateDialog skillId={skillId} onClose={close} onDone={onStateChanged} />}
      {open === 'merge' && skillId !== undefined && <MergeSkillDialog skillId={skillId} onClose={close} onMerged={onMerged} />}
    </Page>
  );
}
