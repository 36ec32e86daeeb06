import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Skill } from '@skilltrace/contract';
import { useState } from 'react';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { isolate } from '#lib/isolate.ts';
import { useMergePreview, useMergeSkill } from '../api/merge-skill.ts';
import { useSkill } from '../api/read-skill.ts';
import { afterMerging, whyNotMerged } from '../merge-consequences.ts';
import { Consequences } from './consequences.tsx';

export interface MergeSkillDialogProps {
  skillId: number;
  onClose: () => void;
  onMerged: (merged: Skill, remaining: Skill) => void;
}

/** Merges a skill into another one, which the admin chooses. Shows the consequences first, which the server reports. */
export function MergeSkillDialog({ skillId, onClose, onMerged }: MergeSkillDialogProps) {
  const skill = useSkill(skillId);
  const [into, setInto] = useState<Skill | null>(null);
  const preview = useMergePreview(skillId, into?.id);
  const merge = useMergeSkill();
  const name = isolate(skill.data?.name ?? '');
  const isSame = into?.id === skillId;
  const isReady = into !== null && !isSame && preview.data !== undefined && whyNotMerged(preview.data) === undefined;
  const confirm = () => {
    if (!isReady || !skill.data || merge.isPending) return;
    const [merged, remaining] = [skill.data, into];
    merge.mutate({ skillId, intoSkillId: remaining.id }, { onSuccess: () => onMerged(merged, remaining) });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={skill.data ? t`Merge ${name}` : t`Merge skill`}
      description={t`For two entries of the taxonomy that mean the same skill.`}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" disabled={!isReady} isBusy={merge.isPending} onClick={confirm}>
            <Trans>Merge</Trans>
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field
          label={t`Skill that remains`}
          isRequired
          hint={t`An active skill. It takes over what belongs to the merged one.`}
          error={isSame ? t`Choose another skill.` : undefined}
        >
          <SkillPicker value={into} onChange={setInto} />
        </Field>
        <div aria-live="polite" className="grid gap-3">
          {into === null || isSame || !skill.data ? null : (
            <QueryView query={preview} skeleton={<Skeleton className="h-32" />}>
              {(counts) => {
                const reason = whyNotMerged(counts);
                const remaining = isolate(into.name);
                return (
                  <>
                    {reason !== undefined && (
                      <p role="alert" className="text-failed">
                        {reason}
                      </p>
                    )}
                    <Consequences
                      title={t`Merging “${name}” into “${remaining}”`}
                      sentences={afterMerging(counts, skill.data.name, into.name)}
                    />
                  </>
                );
              }}
            </QueryView>
          )}
        </div>
        <FormProblem error={merge.error} />
      </div>
    </Dialog>
  );
}
