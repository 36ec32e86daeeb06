import { plural, t } from '@lingui/core/macro';
import { DownloadIcon } from '@radix-ui/react-icons';
import type { SkillMismatches } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { inDigits } from '#lib/format/number.ts';
import { download } from '#lib/download.ts';
import { listWords, mismatchesCsv, type MismatchList as List } from '../mismatch-lists.ts';
import { MismatchTable } from './mismatch-table.tsx';

export interface MismatchListProps {
  list: List;
  mismatches: SkillMismatches;
  /** The day of the data, for the name of the download. */
  day: string;
  /** The control for the number of rows. */
  limit: ReactNode;
}

/** A list of mismatches with its explanation, its length, and a CSV download. */
export function MismatchList({ list, mismatches, day, limit }: MismatchListProps) {
  const { about, none, empty, fileName } = listWords(list);
  const [shown, total] = [mismatches[list].length, mismatches.totals[list]];
  if (total === 0) return <EmptyState title={none}>{empty}</EmptyState>;
  const name = `${fileName}-${day}.csv`;
  const shownInDigits = inDigits(shown);
  return (
    <div className="grid gap-3">
      <p className="max-w-text text-ink-muted">{about}</p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="tabular-nums">
          {shown < total
            ? t`The first ${shownInDigits} of ${plural(total, { one: '# row', other: '# rows' })}`
            : plural(total, { one: '# row', other: '# rows' })}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {limit}
          <Button onClick={() => download(name, mismatchesCsv(list, mismatches), 'text/csv')}>
            <DownloadIcon /> {shown < total ? t`CSV of these ${plural(shown, { one: '# row', other: '# rows' })}` : t`CSV`}
          </Button>
        </div>
      </div>
      <MismatchTable list={list} mismatches={mismatches} />
    </div>
  );
}
