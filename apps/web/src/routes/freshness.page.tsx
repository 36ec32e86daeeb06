import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AsOfBanner } from '#components/charts/as-of-banner.tsx';
import { AsOfPicker } from '#components/charts/as-of-picker.tsx';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { ProjectPicker } from '#components/pickers/project-picker.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Field } from '#components/ui/field.tsx';
import { Page } from '#components/ui/page.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { paths } from '#config/paths.ts';
import { freshnessQuery, projectFreshnessQuery, skillRisksQuery } from '#features/freshness/api/freshness.ts';
import { AgingList } from '#features/freshness/components/aging-list.tsx';
import { ProjectFreshnessList } from '#features/freshness/components/project-freshness-list.tsx';
import { SkillRiskList } from '#features/freshness/components/skill-risk-list.tsx';
import { usePerson } from '#lib/api/person.ts';
import { projectQuery } from '#lib/api/project.ts';
import { localDay } from '#lib/days.ts';
import { useSession } from '#lib/session/session.ts';
import { periodOf } from '#lib/time-range.ts';
import { useNow } from '#lib/use-now.ts';
import { freshnessFilter, leadIn, type FreshnessSearch } from './freshness.search.ts';

const route = getRouteApi('/frame/freshness');

export default function FreshnessPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const session = useSession();
  const now = useNow();
  const tab = search.tab ?? 'levels';
  const change = (to: Partial<FreshnessSearch>) => void navigate({ search: (before) => ({ ...before, ...to }), resetScroll: false });
  const isFiltered = search.project !== undefined || leadIn(search, session) !== undefined;
  const { asOf } = periodOf({ asOf: search.asOf }, now);
  const rows =
    tab === 'levels'
      ? freshnessQuery(freshnessFilter(search, session))
      : tab === 'projects'
        ? projectFreshnessQuery(leadIn(search, session))
        : skillRisksQuery(asOf);
  const viewProjects = (
    <Link to={paths.projects} className={buttonClass()}>
      <Trans>View projects</Trans>
    </Link>
  );
  const showAll = isFiltered ? (
    <Button onClick={() => change({ project: undefined, lead: 'all' })}>
      <Trans>Show all projects</Trans>
    </Button>
  ) : (
    viewProjects
  );
  return (
    <Page
      title={t`Freshness and risks`}
      subtitle={t`Which validated levels go stale, and which skills depend on one person or on no one.`}
      actions={<DownloadCsv query={rows} />}
    >
      <Tabs
        label={t`Freshness and risks`}
        value={tab}
        onChange={(to) => change({ tab: to === 'levels' ? undefined : to })}
        tabs={[
          { value: 'levels', label: t`Going stale` },
          { value: 'projects', label: t`By project` },
          { value: 'skills', label: t`Skills at risk` },
        ]}
      >
        {tab === 'levels' && (
          <>
            <Filters search={search} onChange={change} />
            <AgingList filter={freshnessFilter(search, session)} session={session} action={showAll} />
          </>
        )}
        {tab === 'projects' && (
          <>
            <div className="mb-4 max-w-80">
              <LeadFilter search={search} onChange={change} />
            </div>
            <ProjectFreshnessList leadId={leadIn(search, session)} action={showAll} />
          </>
        )}
        {tab === 'skills' && (
          <>
            <div className="mb-4 flex flex-wrap items-end gap-2">
              <AsOfPicker asOf={asOf} today={localDay(now)} onChange={(to) => change({ asOf: to })} />
            </div>
            {asOf !== undefined && <AsOfBanner day={localDay(new Date(asOf))} onBack={() => change({ asOf: undefined })} />}
            <SkillRiskList asOf={asOf} action={viewProjects} />
          </>
        )}
      </Tabs>
    </Page>
  );
}

interface FilterProps {
  search: Partial<FreshnessSearch>;
  onChange: (to: Partial<FreshnessSearch>) => void;
}

function Filters({ search, onChange }: FilterProps) {
  const project = useQuery({ ...projectQuery(search.project ?? 0), enabled: search.project !== undefined });
  return (
    <div className="mb-4 grid items-start gap-3 md:grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)]" role="group" aria-label={t`Filters`}>
      <div className="grid gap-1">
        <span aria-hidden="true" className="text-sm font-medium">
          <Trans>Period</Trans>
        </span>
        <SegmentedControl
          label={t`Period`}
          value={search.days ?? '90'}
          onChange={(days) => onChange({ days: days === '90' ? undefined : days })}
          options={[
            { value: 'stale', label: t`Stale now` },
            { value: '30', label: t`30 days` },
            { value: '60', label: t`60 days` },
            { value: '90', label: t`90 days` },
          ]}
        />
      </div>
      <LeadFilter search={search} onChange={onChange} />
      <Field label={t`Project`}>
        <ProjectPicker
          value={(search.project !== undefined && project.data) || null}
          onChange={(chosen) => onChange({ project: chosen?.id })}
        />
      </Field>
    </div>
  );
}

function LeadFilter({ search, onChange }: FilterProps) {
  const lead = usePerson(leadIn(search, useSession()));
  return (
    <Field label={t`Tech Lead`} hint={lead === null ? t`The projects of all Tech Leads.` : undefined}>
      <PersonPicker value={lead} onChange={(chosen) => onChange({ lead: chosen?.id ?? 'all' })} />
    </Field>
  );
}
