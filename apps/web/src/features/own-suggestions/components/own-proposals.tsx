import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Section } from '#components/ui/section.tsx';
import { useSession } from '#lib/session/session.ts';
import { ownProposalsQuery, useOwnProposals } from '../api/list-proposals.ts';
import { ProposalOutcome } from './proposal-outcome.tsx';

/** The skills that the person suggested to the admins, with their answers, newest first. */
export function OwnProposals({ onPropose }: { onPropose: () => void }) {
  const { profile } = useSession();
  const proposals = useOwnProposals(profile.id);
  return (
    <Section
      title={t`Skills that I suggested to admins`}
      actions={
        <span className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onPropose}>
            <Trans>Suggest a skill to an admin</Trans>
          </Button>
          <DownloadCsv query={ownProposalsQuery(profile.id)} label={t`Download the skills that I suggested as CSV`} />
        </span>
      }
    >
      <div className="-my-2">
        <InfiniteList
          query={proposals}
          label={t`Skills that I suggested`}
          itemKey={({ id }) => id}
          estimatedHeight={({ reason, comment }) => 41 + (reason === null ? 0 : 22) + (comment === null ? 0 : 22)}
          empty={
            <p className="text-ink-muted">
              <Trans>No suggested skills yet. If you do not find a skill by its name, you can suggest it to an admin.</Trans>
            </p>
          }
          renderItem={(proposal) => <ProposalOutcome proposal={proposal} />}
        />
      </div>
    </Section>
  );
}
