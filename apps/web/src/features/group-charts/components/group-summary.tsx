import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { SkillSummary } from '@skilltrace/contract';
import { GROWING_FROM, RECENT_DAYS, STRONG_FROM } from '@skilltrace/domain/signals/readiness';
import { useState, type ReactNode } from 'react';
import { Stale } from '#components/charts/stale.tsx';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv, type DownloadCsvProps } from '#components/ui/download-csv.tsx';
import { QueryView, type ViewedQuery } from '#components/ui/query-view.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { inDigits } from '#lib/format/number.ts';
import { dateInWords } from '#lib/format/time.ts';
import type { Group } from '../api/group-chart.ts';
import { summaryLabel } from '../chart-labels.ts';
import { readinessNames } from '../readiness-names.ts';
import { NoSignalsYet } from './nothing-in-range.tsx';

const MOST_ROWS = 100;

export interface GroupSummaryProps {
  query: ViewedQuery<SkillSummary>;
  /** The query whose rows the download has. */
  csv: DownloadCsvProps['query'];
  of: Group['of'];
  /** Replaces the name of a skill, for example with a link. */
  renderName?: (skill: { skillId: number; name: string }) => ReactNode;
}

/** The readiness of each skill, from all signals of all time, next to its recent signals and the people who have them. */
export function GroupSummary({ query, csv, of, renderName = ({ name }) => <UserText>{name}</UserText> }: GroupSummaryProps) {
  const [isWhole, setWhole] = useState(false);
  const names = readinessNames();
  return (
    <Section
      title={t`Readiness`}
      actions={
        <span className="flex items-center gap-2 text-sm text-ink-muted">
          <Trans>All time</Trans>
          <DownloadCsv query={csv} label={t`Download readiness as CSV`} />
        </span>
      }
    >
      <QueryView query={query} skeleton={<SkeletonRows />} isEmpty={({ items }) => items.length === 0} empty={<NoSignalsYet />}>
        {({ items, items: { length: skillCount } }) => (
          <Stale isStale={query.isPlaceholderData}>
            <p className="mb-3 max-w-text text-ink-muted">
              <Trans>
                Readiness depends only on the number of signals of all time: emerging under {GROWING_FROM}, growing under {STRONG_FROM},
                strong from {STRONG_FROM}. It measures activity, not quality. The last {RECENT_DAYS} days show whether the skill is still in
                use, and by how many people.
              </Trans>
            </p>
            <Table maxHeight="max-h-96" caption={summaryLabel(of)}>
              <thead>
                <tr>
                  <Th>
                    <Trans>Skill</Trans>
                  </Th>
                  <Th>
                    <Trans>Readiness</Trans>
                  </Th>
                  <Th isNumber>
                    <Trans>Signals, all time</Trans>
                  </Th>
                  <Th isNumber>
                    <Trans>Last {RECENT_DAYS} days</Trans>
                  </Th>
                  <Th isNumber>
                    <Trans>People, last {RECENT_DAYS} days</Trans>
                  </Th>
                  <Th>
                    <Trans>Last signal</Trans>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {(isWhole ? items : items.slice(0, MOST_ROWS)).map(
                  ({ skillId, name, signals, readiness, transition, recentSignals, recentPeople, lastSignalAt }) => (
                    <tr key={skillId}>
                      <Td className="font-medium">{renderName({ skillId, name })}</Td>
                      <Td>
                        {names[readiness]}
                        {transition !== null && (
                          <span className="text-sm whitespace-nowrap text-ink-faint max-sm:block">
                            {' '}
                            <Since at={transition.at} />
                          </span>
                        )}
                      </Td>
                      <Td isNumber>{inDigits(signals)}</Td>
                      <Td isNumber className={recentSignals === 0 ? 'text-ink-faint' : undefined}>
                        {inDigits(recentSignals)}
                      </Td>
                      <Td isNumber className={recentPeople === 0 ? 'text-ink-faint' : undefined}>
                        {inDigits(recentPeople)}
                      </Td>
                      <Td className="text-sm whitespace-nowrap text-ink-muted">
                        <RelativeTime at={lastSignalAt} />
                      </Td>
                    </tr>
                  ),
                )}
              </tbody>
            </Table>
            {!isWhole && items.length > MOST_ROWS && (
              <Button className="mt-3" onClick={() => setWhole(true)}>
                <Plural value={skillCount} one="Show # skill" other="Show all # skills" />
              </Button>
            )}
          </Stale>
        )}
      </QueryView>
    </Section>
  );
}

function Since({ at }: { at: string }) {
  const day = dateInWords(at);
  return <Trans>since {day}</Trans>;
}
