import type { SkillSummary } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { QueryView } from '#components/ui/query-view.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { dateInWords } from '#lib/format/time.ts';
import type { TeamView } from '../team-search.ts';
import { NothingInRange } from './nothing-in-range.tsx';

/** Each skill of the team by the number of its signals, in all time. */
export function TeamSummary({ query, view }: { query: UseQueryResult<SkillSummary>; view: TeamView }) {
  return (
    <Section title="Readiness" actions={<span className="text-sm text-ink-muted">All there is</span>}>
      <QueryView
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={({ items }) => items.length === 0}
        empty={<NothingInRange view={{ ...view, search: { range: 'all' } }} />}
      >
        {({ items }) => (
          <>
            <div className="max-h-96 overflow-y-auto">
              <Table caption="Readiness of the team by skill">
                <thead>
                  <tr>
                    <Th>Skill</Th>
                    <Th>Readiness</Th>
                    <Th isNumber>Signals</Th>
                    <Th>Last signal</Th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ skillId, name, signals, readiness, transition, lastSignalAt }) => (
                    <tr key={skillId}>
                      <Td className="font-medium">{name}</Td>
                      <Td>
                        {readiness}
                        {transition !== null && <span className="text-sm text-ink-faint"> since {dateInWords(transition.at)}</span>}
                      </Td>
                      <Td isNumber>{signals.toLocaleString()}</Td>
                      <Td className="text-sm text-ink-muted">
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
          </>
        )}
      </QueryView>
    </Section>
  );
}
