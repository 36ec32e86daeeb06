import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Page } from '#components/ui/page.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { MismatchList } from '#features/admin-mismatches/components/mismatch-list.tsx';
import { listWords } from '#features/admin-mismatches/mismatch-lists.ts';
import { dayInWords, dayOf, localDay } from '#lib/days.ts';
import { inDigits } from '#lib/format/number.ts';
import { periodOf } from '#lib/time-range.ts';
import { MISMATCH_LISTS } from './admin.search.ts';

const route = getRouteApi('/frame/admin/mismatches');

export default function AdminMismatchesPage() {
  const { list = 'validatedButUnexercised', limit = '50', asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const [now] = useState(() => new Date());
  const period = periodOf({ asOf }, now);
  const change = (search: { list?: typeof list | undefined; limit?: '100' | '200' | undefined; asOf?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false });
  const day = dayInWords(period.today, localDay(now));
  const limitControl = (
    <SegmentedControl
      label={t`Number of rows`}
      value={limit}
      onChange={(chosen) => change({ limit: chosen === '50' ? undefined : chosen })}
      options={(['50', '100', '200'] as const).map((value) => ({ value, label: inDigits(Number(value)) }))}
    />
  );
  return (
    <Page
      title={t`Mismatches`}
      subtitle={
        period.asOf === undefined
          ? t`Where validated levels, signals and declared skills do not match.`
          : t`Where validated levels, signals and declared skills did not match at the end of ${day}.`
      }
      actions={<AsOf day={asOf} today={localDay(now)} onChange={(chosen) => change({ asOf: chosen })} />}
    >
      <Tabs
        label={t`Kinds of mismatches`}
        value={list}
        onChange={(chosen) => change({ list: chosen === 'validatedButUnexercised' ? undefined : chosen })}
        tabs={MISMATCH_LISTS.map((value) => ({
          value,
          label: listWords(value).label,
        }))}
      >
        <MismatchList list={list} limit={Number(limit)} asOf={period.asOf} control={limitControl} />
      </Tabs>
    </Page>
  );
}

/** Chooses a past day. An incomplete date does not change the page. */
function AsOf({ day, today, onChange }: { day: string | undefined; today: string; onChange: (day: string | undefined) => void }) {
  const [text, setText] = useState(day ?? '');
  const [shownFor, setShownFor] = useState(day);
  if (shownFor !== day) {
    setShownFor(day);
    setText(day ?? '');
  }
  const write = (value: string) => {
    setText(value);
    if (value === '') onChange(undefined);
    else if (dayOf(value) !== undefined && value < today) onChange(value);
  };
  return (
    <div className="flex items-end gap-2">
      <Field label={t`View data as of`}>
        <Input type="date" className="w-40" max={today} value={text} onChange={(event) => write(event.target.value)} />
      </Field>
      {day !== undefined && (
        <Button onClick={() => onChange(undefined)}>
          <Trans>Show current data</Trans>
        </Button>
      )}
    </div>
  );
}
