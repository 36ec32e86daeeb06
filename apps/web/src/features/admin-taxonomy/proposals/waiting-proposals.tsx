import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { waitingProposalsQuery } from '#lib/api/skill-proposals.ts';
import { inDigits } from '#lib/format/number.ts';
import { AcceptProposalDialog } from './accept-proposal-dialog.tsx';
import { DeclineProposalDialog } from './decline-proposal-dialog.tsx';
import { groupByName, type ProposedName } from './group-by-name.ts';
import { ProposedNameRow } from './proposed-name-row.tsx';

/** The skills that people suggested and no admin has answered, above the taxonomy. One line if there are none. */
export function WaitingProposals() {
  const query = useQuery(waitingProposalsQuery);
  const [answering, setAnswering] = useState<{ verb: 'accept' | 'decline'; proposed: ProposedName }>();
  const close = () => setAnswering(undefined);
  return (
    <div className="mb-5">
      <QueryView
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <p className="text-sm text-ink-faint">
            <Trans>No suggested skills wait for an answer. People can suggest a skill if they do not find it by its name.</Trans>
          </p>
        }
      >
        {({ items, nextCursor }) => {
          const names = groupByName(items);
          const count = inDigits(names.length);
          return (
            <Section
              title={t`Suggested skills`}
              actions={
                <span className="flex items-center gap-3 text-sm text-ink-muted">
                  <Trans>{count} waiting</Trans>
                  <DownloadCsv query={waitingProposalsQuery} label={t`Download the suggested skills as CSV`} />
                </span>
              }
            >
              <ul aria-label={t`Suggested skills`} className="-my-2">
                {names.map((proposed) => (
                  <ProposedNameRow
                    key={proposed.name}
                    proposed={proposed}
                    onAccept={() => setAnswering({ verb: 'accept', proposed })}
                    onDecline={() => setAnswering({ verb: 'decline', proposed })}
                  />
                ))}
              </ul>
              {nextCursor !== null && (
                <p className="mt-4 text-sm text-ink-muted">
                  <Trans>Older suggested skills are listed here when these are answered.</Trans>
                </p>
              )}
            </Section>
          );
        }}
      </QueryView>
      {answering?.verb === 'accept' && <AcceptProposalDialog proposed={answering.proposed} onClose={close} />}
      {answering?.verb === 'decline' && <DeclineProposalDialog proposed={answering.proposed} onClose={close} />}
    </div>
  );
}
