import { DownloadIcon } from '@radix-ui/react-icons';
import type { SkillMismatches } from '@skilltrace/contract';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { download } from '#lib/download.ts';
import { LIST_WORDS, mismatchesCsv, type MismatchList as List } from '../mismatch-lists.ts';
import { MismatchTable } from './mismatch-table.tsx';

export interface MismatchListProps {
  list: List;
  mismatches: SkillMismatches;
  /** The day that it is of, for the name of the download. */
  day: string;
  /** Chooses how many are shown. */
  limit: ReactNode;
}

/** A list of mismatches with what it means, how long it is, and itself as CSV. */
export function MismatchList({ list, mismatches, day, limit }: MismatchListProps) {
  const { about, empty, label } = LIST_WORDS[list];
  const [shown, total] = [mismatches[list].length, mismatches.totals[list]];
  if (total === 0) return <EmptyState title={`${label}: none`}>{empty}</EmptyState>;
  const name = `${label.toLowerCase().replaceAll(/\W+/g, '-')}-${day}.csv`;
  return (
    <div className="grid gap-3">
      <p className="max-w-text text-ink-muted">{about}</p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="tabular-nums">
          {shown < total ? `The first ${shown.toLocaleString()} of ${total.toLocaleString()}` : `${total.toLocaleString()} in all`}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {limit}
          <Button onClick={() => download(name, mismatchesCsv(list, mismatches), 'text/csv')}>
            <DownloadIcon /> CSV{shown < total && ` of these ${shown.toLocaleString()}`}
          </Button>
        </div>
      </div>
      <MismatchTable list={list} mismatches={mismatches} />
    </div>
  );
}
