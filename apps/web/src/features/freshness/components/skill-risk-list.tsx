import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { PeopleOfRisk } from '#components/risks/people-of-risk.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { useSkillRisks } from '../api/freshness.ts';

/** The declared skills that depend on one person in the organization, or on no one. */
export function SkillRiskList({ asOf }: { asOf: string | undefined }) {
  const query = useSkillRisks(asOf);
  return (
    <QueryView
      query={query}
      isEmpty={({ pages }) => pages[0]?.items.length === 0}
      empty={
        <EmptyState title={t`No skill depends on a single person`}>
          <Trans>
            At least two people have a validated level in each skill that an active project declares, and used it in the last year.
          </Trans>
        </EmptyState>
      }
    >
      {({ pages }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-busy={query.isPlaceholderData}>
          <p className="max-w-text text-ink-muted">
            <Trans>
              Skills that an active project declares and that at most one person in the organization has validated, or has a signal for in
              the last 365 days.
            </Trans>
          </p>
          <Table caption={t`Skills at risk`}>
            <thead>
              <tr>
                <Th>
                  <Trans>Skill</Trans>
                </Th>
                <Th>
                  <Trans>Validated level</Trans>
                </Th>
                <Th>
                  <Trans>Used in the last year</Trans>
                </Th>
                <Th>
                  <Trans>Declared by</Trans>
                </Th>
              </tr>
            </thead>
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map(({ skillId, name, validated, onlyValidated, exercised, onlyExercised, projects }) => (
                  <tr key={skillId}>
                    <Td className="min-w-28 font-medium">
                      <Link
                        to={paths.whoKnows}
                        search={{ skill: [skillId], asOf }}
                        className="inline-block py-0.5 text-accent-ink hover:underline"
                      >
                        <UserText>{name}</UserText>
                      </Link>
                    </Td>
                    <Td>
                      <PeopleOfRisk people={validated} only={onlyValidated} />
                    </Td>
                    <Td>
                      <PeopleOfRisk people={exercised} only={onlyExercised} />
                    </Td>
                    <Td>
                      <Link
                        to={paths.projects}
                        search={{ skill: skillId, status: 'active' }}
                        className="inline-block py-0.5 text-accent-ink hover:underline"
                      >
                        {plural(projects, { one: '# project', other: '# projects' })}
                      </Link>
                    </Td>
                  </tr>
                ))}
            </tbody>
          </Table>
          {query.hasNextPage && (
            <Button className="justify-self-start" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              <Trans>Show more</Trans>
            </Button>
          )}
        </div>
      )}
    </QueryView>
  );
}
