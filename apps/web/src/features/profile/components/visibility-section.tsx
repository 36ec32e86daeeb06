import { t } from '@lingui/core/macro';
import type { CurrentAssignment, ProfileWithSkills } from '@skilltrace/contract';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { showStatus } from '#lib/status.ts';
import { useShareSkills } from '../api/share-skills.ts';

/** On the person's own page: who can see which data, and the choice to share validated skills. */
export function VisibilitySection({ profile }: { profile: ProfileWithSkills }) {
  const { id, currentAssignments, sharesValidatedSkills = false } = profile;
  const share = useShareSkills(id);
  const onShare = (isShared: boolean) =>
    share.mutate(isShared, {
      onSuccess: () =>
        showStatus({
          text: isShared ? t`Everyone signed in can now see your validated skills.` : t`Your validated skills are no longer shared.`,
          tone: 'decided',
        }),
    });
  return (
    <Section title={t`Who can see what`} anchor="visibility">
      <dl className="grid gap-2.5">
        {levelsOf(currentAssignments, id, sharesValidatedSkills).map(({ what, who }) => (
          <div key={what} className="grid gap-x-4 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <dt className="font-medium">{what}</dt>
            <dd className="text-ink-muted">
              <Sentence>{who}</Sentence>
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 border-t border-line pt-4">
        <Checkbox
          label={t`Share my validated skills with everyone signed in`}
          hint={t`Colleagues can see your validated levels and their age, so that they can ask you for help. Your signals and updates are not shared.`}
          checked={share.isPending ? share.variables : sharesValidatedSkills}
          disabled={share.isPending}
          onChange={onShare}
        />
        {share.isError && (
          <p role="alert" className="mt-2 text-failed">
            {toApiProblem(share.error).detail}
          </p>
        )}
      </div>
    </Section>
  );
}

function levelsOf(assignments: readonly CurrentAssignment[], ownId: number, isShared: boolean) {
  const leads = assignments.map(({ techLead }) => techLead).filter(({ id, isActive }) => isActive && id !== ownId);
  const names = listInWords([...new Set(leads.map(({ name }) => name))]);
  const hasLeads = names !== '';
  return [
    { what: t`Name, title and projects`, who: t`Everyone signed in` },
    {
      what: t`Validated levels`,
      who: isShared ? t`Everyone signed in, because you share them` : t`You, every Tech Lead of an active project, and admins`,
    },
    { what: t`Number of signals per skill`, who: t`You, every Tech Lead of an active project, and admins` },
    {
      what: t`Signals and updates`,
      who: hasLeads
        ? t`You and admins. For each project: its members and its Tech Lead (${names})`
        : t`You and admins. For each project: its members and its Tech Lead`,
    },
    { what: t`E-mail and past suggestions`, who: t`You and admins` },
    { what: t`Pending suggestions`, who: hasLeads ? t`You, admins, and the Tech Lead who decides (${names})` : t`You and admins` },
  ];
}
