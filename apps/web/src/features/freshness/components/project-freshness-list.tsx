import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { useProjectFreshness } from '../api/freshness.ts';

const linkClass = 'inline-block min-w-6 py-0.5 text-accent-ink hover:underline';

/** How much of the Core Stack on each project is stale or goes stale soon, most stale levels first. */
export function ProjectFreshnessList({ leadId, action }: { leadId: number | undefined; action: ReactNode }) {
  const query = useProjectFreshness(leadId);
  return (
    <QueryView
      query={query}
      isEmpty={({ pages }) => pages[0]?.items.length === 0}
      empty={
        <EmptyState title={t`Nothing is stale or goes stale in the next 90 days`} action={action}>
          <Trans>Projects appear here when validated levels in the Core Stack of their members are stale or go stale soon.</Trans>
        </EmptyState>
      }
    >
      {({ pages }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-busy={query.isPlaceholderData}>
          <p className="max-w-text text-ink-muted">
            <Trans>
              Validated levels in the Core Stack, by project. Each period includes the shorter ones, without what is stale already.
            </Trans>
          </p>
          <Table caption={t`Age of the Core Stack by project`}>
            <thead>
              <tr>
                <Th>
                  <Trans>Project</Trans>
                </Th>
                <Th>
                  <Trans>Tech Lead</Trans>
                </Th>
                <Th isNumber>
                  <Trans>Stale</Trans>
                </Th>
                <Th isNumber>
                  <Trans comment="A column with numbers: what goes stale in this period">In 30 days</Trans>
                </Th>
                <Th isNumber>
                  <Trans comment="A column with numbers: what goes stale in this period">In 60 days</Trans>
                </Th>
                <Th isNumber>
                  <Trans comment="A column with numbers: what goes stale in this period">In 90 days</Trans>
                </Th>
                <Th isNumber>
                  <Trans>All levels</Trans>
                </Th>
              </tr>
            </thead>
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map(({ projectId, projectName, techLead, coreStack, stale, within30Days, within60Days, within90Days }) => {
                  const [project, staleCount] = [isolate(projectName), inDigits(stale)];
                  return (
                    <tr key={projectId}>
                      <Td className="min-w-32 font-medium">
                        <Link to={paths.freshness} search={{ project: projectId, lead: 'all' }} className={linkClass}>
                          <UserText>{projectName}</UserText>
                        </Link>
                      </Td>
                      <Td className="text-ink-muted">
                        {techLead === null ? <Trans>no Tech Lead</Trans> : <UserText>{techLead.name}</UserText>}
                      </Td>
                      <Td isNumber>
                        {stale === 0 ? (
                          staleCount
                        ) : (
                          <Link
                            to={paths.freshness}
                            search={{ project: projectId, lead: 'all', days: 'stale' }}
                            className={linkClass}
                            aria-label={t`${staleCount} stale on ${project}`}
                          >
                            {staleCount}
                          </Link>
                        )}
                      </Td>
                      <Td isNumber>{inDigits(within30Days)}</Td>
                      <Td isNumber>{inDigits(within60Days)}</Td>
                      <Td isNumber>{inDigits(within90Days)}</Td>
                      <Td isNumber className="text-ink-muted">
                        {inDigits(coreStack)}
                      </Td>
                    </tr>
                  );
                })}
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
