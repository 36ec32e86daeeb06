import type { SkillSummary } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Stale } from '#components/charts/stale.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { dateInWords } from '#lib/format/time.ts';

const MOST_ROWS = 100;

export interface GroupSummaryProps {
  query: UseQueryResult<SkillSummary>;
  /** Whose readiness it is: "the team". */
  whose: string;
  /** What stands in place of a skill's name, such as a link. */
  renderName?: (skill: { skillId: number; name: string }) => ReactNode;
}

/** Each skill by the number of its signals, in all time. */
export function GroupSummary({ query, whose, renderName = ({ name }) => <UserText>{name}</UserText> }: GroupSummaryProps) {
  const [isWhole, setWhole] = useState(false);
  return (
    <Section title="Readiness" actions={<span className="text-sm text-ink-muted">All there is</span>}>
      <QueryView
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState title="No signals yet">Joining, posting and completing leave them.</EmptyState>}
      >
        {({ items }) => (
          <Stale isStale={query.isPlaceholderData}>
            <div className="max-h-96 overflow-y-auto">
              <Table caption={`Readiness of ${whose} by skill`}>
                <thead>
                  <tr>
                    <Th>Skill</Th>
                    <Th>Readiness</Th>
                    <Th isNumber>Signals</Th>
                    <Th>Last signal</Th>
                  </tr>
                </thead>
                <tbody>
                  {(isWhole ? items : items.slice(0, MOST_ROWS)).map(({ skillId, name, signals, readiness, transition, lastSignalAt }) => (
                    <tr key={skillId}>
                      <Td className="font-medium">{renderName({ skillId, name })}</Td>
                      <Td>
                        {readiness}
                        {transition !== null && (
                          <span className="text-sm whitespace-nowrap text-ink-faint max-sm:block"> since {dateInWords(transition.at)}</span>
                        )}
                      </Td>
                      <Td isNumber>{signals.toLocaleString()}</Td>
                      <Td className="text-sm whitespace-nowrap text-ink-muted">
                        <RelativeTime at={lastSignalAt} />
                      </Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </div>
            <p className="mt-2 text-sm text-ink-faint">
              By the number of signals alone: emerging under 5, growing under 15, strong from 15. It says how much was done, not how well.
            </p>
            {!isWhole && items.length > MOST_ROWS && (
              <Button className="mt-3" onClick={() => setWhole(true)}>
                Show all {items.length.toLocaleString()} skills
              </Button>
            )}
          </Stale>
        )}
      </QueryView>
    </Section>
  );
}
