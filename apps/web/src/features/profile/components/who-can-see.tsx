import type { CurrentAssignment, ProfileWithSkills } from '@skilltrace/contract';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { showStatus } from '#lib/status.ts';
import { useShareSkills } from '../api/share-skills.ts';

/** On one's own page: who sees what, with the names of the Tech Leads concerned, and the choice to share more. */
export function WhoCanSee({ profile }: { profile: ProfileWithSkills }) {
  const { id, currentAssignments, sharesValidatedSkills = false } = profile;
  const share = useShareSkills(id);
  const onShare = (isShared: boolean) =>
    share.mutate(isShared, {
      onSuccess: () =>
        showStatus({
          text: isShared ? 'Everyone signed in can now see your validated skills.' : 'Your validated skills are no longer shared.',
          tone: 'decided',
        }),
    });
  return (
    <Section title="Who can see what">
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
          label="Share my validated skills with everyone signed in"
          hint="Colleagues see your confirmed levels and how old they are, so that they can ask you for help. Your signals and updates are not shared."
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
  return [
    { what: 'Name, title and projects', who: 'Everyone signed in' },
    {
      what: 'Validated levels',
      who: isShared ? 'Everyone signed in, because you share them' : 'You, every Tech Lead of an active project, and admins',
    },
    { what: 'Number of signals per skill', who: 'You, every Tech Lead of an active project, and admins' },
    {
      what: 'Signals and updates',
      who: `You and admins. For each project: its members and its Tech Lead${names === '' ? '' : ` (${names})`}`,
    },
    { what: 'E-mail and past requests', who: 'You and admins' },
    { what: 'Pending requests', who: names === '' ? 'You and admins' : `You, admins, and the Tech Lead who decides (${names})` },
  ];
}
