import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Cross2Icon, DownloadIcon } from '@radix-ui/react-icons';
import type { QueryKey } from '@tanstack/react-query';
import { csvAddressOf } from '#lib/api/queries.ts';
import { startDownload, useDownload } from '#lib/csv/downloads.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Spinner } from './spinner.tsx';

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
  if (download?.isLong)
    return (
      <span className="inline-flex h-8 items-center gap-2 rounded border border-line bg-surface ps-3 tabular-nums print:hidden">
        <Spinner />
        <Plural value={download.rows} one="# row" other="# rows" />
        <IconButton label={t`Cancel download`} onClick={download.cancel}>
          <Cross2Icon />
        </IconButton>
      </span>
    );
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
