import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Cross2Icon, DownloadIcon } from '@radix-ui/react-icons';
import type { QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { csvAddressOf } from '#lib/api/queries.ts';
import { startDownload, useDownload } from '#lib/csv/downloads.ts';
import { inDigits } from '#lib/format/number.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Spinner } from './spinner.tsx';

/** Most files are complete before anything else is shown. */
const QUIET_MS = 400;

export interface DownloadCsvProps {
  /** The query whose rows are shown: the file has all rows that match it. */
  query: { queryKey: QueryKey };
  /** What the file contains, for a button without text ("Download distribution as CSV"). */
  label?: string;
}

/** Downloads the shown list or chart as CSV, with the number of rows so far, and a way to cancel. */
export function DownloadCsv({ query, label }: DownloadCsvProps) {
  const address = csvAddressOf(query);
  const download = useDownload(address);
  const isLong = useIsLong(download !== undefined);
  if (download && isLong) {
    const rows = inDigits(download.rows);
    return (
      <span className="inline-flex h-8 items-center gap-2 rounded border border-line bg-surface ps-3 tabular-nums print:hidden">
        <Spinner />
        <Trans>{rows} rows</Trans>
        <IconButton label={t`Cancel download`} onClick={download.cancel}>
          <Cross2Icon />
        </IconButton>
      </span>
    );
  }
  const start = () => void startDownload(address);
  if (label !== undefined)
    return (
      <IconButton label={label} onClick={start} className="print:hidden">
        <DownloadIcon />
      </IconButton>
    );
  return (
    <Button onClick={start} className="print:hidden">
      <DownloadIcon />
      <span className="max-sm:sr-only">
        <Trans>Download CSV</Trans>
      </span>
    </Button>
  );
}

function useIsLong(isRunning: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isRunning) return setLong(false);
    const timer = setTimeout(() => setLong(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [isRunning]);
  return isLong;
}
