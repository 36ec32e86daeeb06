import { t } from '@lingui/core/macro';
import type { Skill } from '@skilltrace/contract';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { isolate } from '#lib/isolate.ts';
import { useSkill } from '../api/read-skill.ts';
import { useSkillUsage } from '../api/skill-usage.ts';
import { useUpdateSkill } from '../api/update-skill.ts';
import { afterDeactivating, afterReactivating } from '../skill-consequences.ts';

export interface SkillStateDialogProps {
  skillId: number;
  onClose: () => void;
  onDone: (skill: Skill) => void;
}

/** Asks before a skill is deactivated or reactivated, and lists the consequences. */
export function SkillStateDialog({ skillId, onClose, onDone }: SkillStateDialogProps) {
  const skill = useSkill(skillId);
  const usage = useSkillUsage(skillId);
  const update = useUpdateSkill();
  const name = isolate(skill.data?.name ?? t({ message: 'this skill', comment: 'Takes the place of a name while it loads' }));
  const isActive = skill.data?.isActive ?? true;
  const failed = skill.error ?? usage.error;
  const isLoaded = skill.data !== undefined && usage.data !== undefined;
  const sentences = usage.data && (isActive ? afterDeactivating(usage.data) : afterReactivating(skill.data));
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={isActive ? t`Deactivate ${name}?` : t`Reactivate ${name}?`}
      action={isActive ? t`Deactivate` : t`Reactivate`}
      isBusy={update.isPending || !isLoaded}
      error={update.error}
      onConfirm={() => isLoaded && update.mutate({ id: skillId, isActive: !isActive }, { onSuccess: onDone })}
    >
      {failed ? (
        <ErrorState error={failed} />
      ) : (
        <div className="grid min-h-28 content-start gap-2">
          {sentences && isLoaded ? sentences.map((sentence) => <p key={sentence}>{sentence}</p>) : <Skeleton className="h-24" />}
        </div>
      )}
    </ConfirmDialog>
  );
}
