import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#config/paths.ts';
import { newAnswersQuery } from '../api/list-proposals.ts';
import { newDecisionsQuery } from '../api/list-suggestions.ts';
import { useSeeDecisions } from '../api/see-decisions.ts';
import { ProposalOutcome } from './proposal-outcome.tsx';
import { SuggestionOutcome } from './suggestion-outcome.tsx';

const MOST_SHOWN = 5;

/**
 * Decisions about the viewer's skills, and answers to the skills that they suggested to admins, that they have not marked as seen, on any
 * device. Renders nothing if there are none.
 */
export function NewDecisions({ profileId }: { profileId: number }) {
  const decisions = useQuery(newDecisionsQuery).data?.items ?? [];
  const answers = useQuery(newAnswersQuery(profileId)).data?.items ?? [];
  const see = useSeeDecisions();
  const news = [
    ...decisions.map((suggestion) => ({
      key: `suggestion ${suggestion.id}`,
      at: suggestion.resolvedAt ?? '',
      row: <SuggestionOutcome suggestion={suggestion} />,
    })),
    ...answers.map((proposal) => ({
      key: `proposal ${proposal.id}`,
      at: proposal.answeredAt ?? '',
      row: <ProposalOutcome proposal={proposal} />,
    })),
  ].toSorted((one, other) => other.at.localeCompare(one.at));
  if (news.length === 0) return null;
  const further = news.length - MOST_SHOWN;
  return (
    <div className="mb-4">
      <Section
        title={decisions.length === 0 ? t`New answers to skills that you suggested` : t`New decisions about your skills`}
        actions={
          <Button size="sm" isBusy={see.isPending} onClick={() => see.mutate(news[0]?.at ?? '')}>
            <Trans>Mark as seen</Trans>
          </Button>
        }
      >
        <ul className="-my-2">
          {news.slice(0, MOST_SHOWN).map(({ key, row }) => (
            <li key={key} className="last:*:border-b-0">
              {row}
            </li>
          ))}
        </ul>
        <p className="mt-3 text-sm">
          <Link
            to={paths.profile}
            params={{ personId: profileId }}
            className="inline-flex min-h-6 items-center text-accent-ink underline underline-offset-2"
          >
            {further > 0
              ? plural(further, { one: '# more decision, and all earlier ones', other: '# more decisions, and all earlier ones' })
              : t`All your suggestions`}
          </Link>
        </p>
        <FormProblem error={see.error} />
      </Section>
    </div>
  );
}
