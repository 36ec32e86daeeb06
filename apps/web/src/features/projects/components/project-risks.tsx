import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ProjectRisks as Risks } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SkillRiskTable } from '#components/risks/skill-risk-table.tsx';
import { Button } from '#components/ui/button.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { paths } from '#config/paths.ts';
import { inDigits } from '#lib/format/number.ts';
import { useRisks } from '../api/coverage.ts';

const MOST_ROWS = 8;

/** Declared skills that depend on one person or on no one, and the age of the Core Stack. For viewers who may see everyone's skills. */
export function ProjectRisks({ projectId }: { projectId: number }) {
  const query = useRisks(projectId);
  return (
    <Section title={t`Risks`}>
      <QueryView query={query} skeleton={<SkeletonRows rows={3} />}>
        {(risks) => <Loaded risks={risks} projectId={projectId} />}
      </QueryView>
    </Section>
  );
}

function Loaded({ risks, projectId }: { risks: Risks; projectId: number }) {
  const [isWhole, setWhole] = useState(false);
  const { skills } = risks;
  const shown = isWhole ? skills : skills.slice(0, MOST_ROWS);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <CoreStackAge risks={risks} projectId={projectId} />
      {skills.length === 0 ? (
        <p className="text-ink-muted">
          <Trans>At least two people on the project have a validated level in each declared skill, and used it in the last year.</Trans>
        </p>
      ) : (
        <>
          <p className="max-w-text">
            <Plural
              value={skills.length}
              one="# declared skill depends on one person or on no one on the project."
              other="# declared skills depend on one person or on no one on the project."
            />
          </p>
          <SkillRiskTable caption={t`Declared skills that few people on the project have`} skills={shown} />
          {shown.length < skills.length && (
            <Button className="justify-self-start" onClick={() => setWhole(true)}>
              <Plural value={skills.length} one="Show # skill" other="Show all # skills" />
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function CoreStackAge({ risks: { coreStack, stale, within90Days }, projectId }: { risks: Risks; projectId: number }) {
  const [levelCount, staleCount, soonCount] = [inDigits(coreStack), inDigits(stale), inDigits(within90Days)];
  if (coreStack === 0)
    return (
      <p className="text-ink-muted">
        <Trans>No one on the project has a validated level in their Core Stack: no tag is the exact name of a validated skill.</Trans>
      </p>
    );
  if (stale + within90Days === 0)
    return (
      <p className="text-ink-muted">
        <Trans>No validated level in the Core Stack is stale or goes stale in the next 90 days.</Trans>
      </p>
    );
  return (
    <p className="max-w-text">
      <Trans>
        Validated levels in the Core Stack: {levelCount}. Stale now: <strong className="font-semibold">{staleCount}</strong>. Stale within
        90 days: <strong className="font-semibold">{soonCount}</strong>.
      </Trans>{' '}
      <Link
        to={paths.freshness}
        search={{ project: projectId, lead: 'all' }}
        className="inline-block min-h-6 text-accent-ink hover:underline"
      >
        <Trans>Show them</Trans>
      </Link>
    </p>
  );
}
