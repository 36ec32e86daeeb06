import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { SkillRiskTable } from '#components/risks/skill-risk-table.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { useSkillRisks } from '../api/freshness.ts';

/** The declared skills that depend on one person in the organization, or on no one. */
export function SkillRiskList({ asOf, action }: { asOf: string | undefined; action: ReactNode }) {
  const query = useSkillRisks(asOf);
  return (
    <QueryView
      query={query}
      isEmpty={({ pages }) => pages[0]?.items.length === 0}
      empty={
        <EmptyState title={t`No skills at risk`} action={action}>
          <Trans>
            Skills that an active project declares appear here if at most one person in the organization has a validated level in them, or a
            signal in the last 365 days.
          </Trans>
        </EmptyState>
      }
    >
      {({ pages }) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-busy={query.isPlaceholderData}>
          <p className="max-w-text text-ink-muted">
            <Trans>
              Skills that an active project declares and in which at most one person in the organization has a validated level, or a signal
              in the last 365 days.
            </Trans>
          </p>
          <SkillRiskTable caption={t`Skills at risk`} skills={pages.flatMap(({ items }) => items)} asOf={asOf} />
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
