import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProficiencyLevel, ProfileWithSkills, Skill } from '@skilltrace/contract';
import { useState } from 'react';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { showStatus } from '#lib/status.ts';
import { useReportSkill } from '../api/report-skill.ts';
import { decidersInWords, decidingLeads } from '../deciders-in-words.ts';
import { explainRefusal } from '../explain-refusal.ts';
import { findDeciders, type Deciders } from '../find-deciders.ts';
import { LevelChoice } from './level-choice.tsx';
import { ExistingLevels } from './existing-levels.tsx';

export interface ReportSkillDialogProps {
  profile: ProfileWithSkills;
  /** Preselected when the address names a skill. */
  skill: Skill | null;
  onClose: () => void;
}

/** Reports a skill at a level, and shows who will decide. A report validates nothing by itself. */
export function ReportSkillDialog({ profile, skill: first, onClose }: ReportSkillDialogProps) {
  const [chosen, setSkill] = useState<Skill | null | undefined>(undefined);
  const skill = chosen === undefined ? first : chosen;
  const [level, setLevel] = useState<ProficiencyLevel | null>(null);
  const [isChecked, setChecked] = useState(false);
  const report = useReportSkill();
  const deciders = skill && findDeciders(profile.id, profile.currentAssignments, skill.name);

  const submit = () => {
    setChecked(true);
    if (!skill || !level || !deciders) return;
    report.mutate(
      { skillId: skill.id, suggestedProficiency: level },
      {
        onSuccess: () => {
          onClose();
          showStatus({ text: reportedInWords(skill, level, deciders) });
        },
      },
    );
  };
  const refusal = report.error && skill && level ? explainRefusal(toApiProblem(report.error), skill, level, profile) : undefined;

  return (
    <FormDialog
      onClose={onClose}
      title={t`Report a skill`}
      description={t`You can report any skill, even if you have no signals for it.`}
      action={t`Report`}
      isBusy={report.isPending}
      onSubmit={submit}
    >
      <div className="grid gap-1.5">
        <Field label={t`Skill`} error={isChecked && !skill ? t`Choose a skill from the list.` : undefined}>
          <SkillPicker
            value={skill}
            onChange={(next) => {
              setSkill(next);
              report.reset();
            }}
          />
        </Field>
        {skill && <ExistingLevels skill={skill} profile={profile} />}
      </div>
      <LevelChoice
        value={level}
        onChange={(next) => {
          setLevel(next);
          report.reset();
        }}
        error={isChecked && !level ? t`Choose the level that fits best.` : undefined}
      />
      <div className="rounded bg-sunken px-3 py-2 text-ink-muted" aria-live="polite">
        <p className="text-sm font-medium text-ink">
          <Trans>What happens next</Trans>
        </p>
        <p>
          <Sentence>
            {skill && deciders
              ? decidersInWords(deciders, skill.name)
              : t`One of your Tech Leads decides. Choose a skill to see which one.`}
          </Sentence>{' '}
          <Trans>They can approve it, adjust the level or reject it. Until then it is listed as Pending and does not count.</Trans>
        </p>
      </div>
      {refusal && (
        // On a phone the message would otherwise be below the visible part.
        <p role="alert" className="text-failed" ref={(shown) => shown?.scrollIntoView({ block: 'nearest' })}>
          <Sentence>{refusal}</Sentence>
        </p>
      )}
    </FormDialog>
  );
}

function reportedInWords({ name }: Skill, chosen: ProficiencyLevel, deciders: Deciders): string {
  const skill = isolate(name);
  const level = levelName(chosen);
  const leads = decidingLeads(deciders);
  return leads === undefined
    ? t`You reported ${skill} as ${level}. An admin will decide.`
    : t`You reported ${skill} as ${level}. ${leads} will decide.`;
}
