import { t } from '@lingui/core/macro';
import type { Skill } from '@skilltrace/contract';
import { useState } from 'react';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { CategoryField } from '../components/category-field.tsx';
import { useAcceptProposal } from './answer-proposal.ts';
import { answersInWords } from './answers-in-words.ts';
import type { ProposedName } from './group-by-name.ts';

/** Adds a suggested skill to the taxonomy, or records its name as an alias of an existing one. */
export function AcceptProposalDialog({ proposed, onClose }: { proposed: ProposedName; onClose: () => void }) {
  const [as, setAs] = useState<'skill' | 'alias'>('skill');
  const [category, setCategory] = useState('');
  const [skill, setSkill] = useState<Skill | null>(null);
  const [isChecked, setChecked] = useState(false);
  const accept = useAcceptProposal();
  const problem = accept.isError ? toApiProblem(accept.error) : undefined;
  const name = isolate(proposed.name);
  const { id } = proposed.proposals[0];
  const submit = () => {
    setChecked(true);
    if (as === 'alias' && !skill) return;
    accept.mutate(
      { id, ...(as === 'alias' ? { skillId: skill?.id } : { category }) },
      {
        onSuccess: ({ proposal }) => {
          const skillName = isolate(proposal.skill?.name ?? '');
          onClose();
          showStatus({
            text: as === 'skill' ? t`${name} was added` : t`${name} is now a name of ${skillName}`,
            tone: 'decided',
          });
        },
      },
    );
  };
  return (
    <FormDialog
      title={t`Accept ${name}`}
      description={answersInWords(proposed)}
      onClose={onClose}
      action={t`Accept`}
      isBusy={accept.isPending}
      onSubmit={submit}
    >
      <SegmentedControl
        label={t`How to accept`}
        value={as}
        onChange={(to) => {
          setAs(to);
          accept.reset();
        }}
        options={[
          { value: 'skill', label: t`Add as a new skill` },
          { value: 'alias', label: t`Name of an existing skill` },
        ]}
      />
      {as === 'skill' ? (
        <CategoryField value={category} onChange={setCategory} error={problem?.messageOf('category')} />
      ) : (
        <Field
          label={t`Skill`}
          error={isChecked && !skill ? t`Choose a skill from the list.` : undefined}
          hint={t`Searches and imports then find this skill by the suggested name.`}
        >
          <SkillPicker value={skill} onChange={setSkill} mayPropose={false} />
        </Field>
      )}
      <FormProblem error={accept.error} fields={['category']} />
    </FormDialog>
  );
}
