import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DownloadIcon } from '@radix-ui/react-icons';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Page } from '#components/ui/page.tsx';
import { auditLogQuery, exportAddress, type AuditFilters } from '#features/admin-audit-log/api/list-entries.ts';
import { ACTIONS } from '#features/admin-audit-log/action-words.ts';
import { EntryFilters } from '#features/admin-audit-log/components/entry-filters.tsx';
import { EntryList } from '#features/admin-audit-log/components/entry-list.tsx';
import { cx } from '#lib/cx.ts';
import { localDay } from '#lib/days.ts';
import { oneOf } from '#lib/search-params.ts';

const route = getRouteApi('/frame/admin/audit-log');

export default function AdminAuditLogPage() {
  const { action, by, person, project, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const [now] = useState(() => new Date());
  const filters: AuditFilters = {
    action: oneOf(action, ACTIONS),
    actorId: by,
    profileId: person,
    projectId: project,
    firstDay: from,
    lastDay: to,
  };
  const change = (changed: Partial<AuditFilters>) => {
    const next = { ...filters, ...changed };
    void navigate({
      search: {
        action: next.action,
        by: next.actorId,
        person: next.profileId,
        project: next.projectId,
        from: next.firstDay,
        to: next.lastDay,
      },
      replace: 'firstDay' in changed || 'lastDay' in changed,
      resetScroll: false,
    });
  };
  return (
    <Page
      title={t`Audit log`}
      subtitle={t`All changes, with their author, time and origin. The database writes each entry together with its change, and rejects every edit of the log.`}
      actions={
        <>
          <DownloadCsv query={auditLogQuery(filters)} />
          <a className={cx(buttonClass(), 'print:hidden')} href={exportAddress(filters)} download="audit-log.ndjson">
            <DownloadIcon /> <Trans>Download NDJSON</Trans>
          </a>
        </>
      }
    >
      <EntryFilters filters={filters} today={localDay(now)} onChange={change} />
      <EntryList filters={filters} onClear={() => void navigate({ search: {} })} />
    </Page>
  );
}
