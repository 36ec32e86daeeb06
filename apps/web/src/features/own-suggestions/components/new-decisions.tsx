import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '#components/ui/button.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#config/paths.ts';
import { newDecisionsQuery } from '../api/list-suggestions.ts';
import { useSeeDecisions } from '../api/see-decisions.ts';
import { SuggestionOutcome } from './suggestion-outcome.tsx';

const MOST_SHOWN = 5;

/** Decisions about the viewer's skills that they have not marked as seen, on any device. Renders nothing if there are none. */
export function NewDecisions({ profileId }: { profileId: number }) {
  const { data } = useQuery(newDecisionsQuery);
  const see = useSeeDecisions();
  if (data === undefined || data.items.length === 0) return null;
  const decisions = data.items.toSorted((one, other) => (other.resolvedAt ?? '').localeCompare(one.resolvedAt ?? ''));
  const further = decisions.length - MOST_SHOWN;
  return (
    <div className="mb-4">
      <Section
        title={t`New decisions about your skills`}
        actions={
          <Button size="sm" isBusy={see.isPending} onClick={() => see.mutate(decisions[0]?.resolvedAt ?? '')}>
            <Trans>Mark as seen</Trans>
          </Button>
        }
      >
        <ul className="-my-2">
          {decisions.slice(0, MOST_SHOWN).map((suggestion) => (
            <li key={suggestion.id} className="last:*:border-b-0">
              <SuggestionOutcome suggestion={suggestion} />
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
