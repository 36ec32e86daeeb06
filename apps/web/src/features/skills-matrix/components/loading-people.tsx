import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { inDigits } from '#lib/format/number.ts';
import type { MatrixTable } from '../matrix-table.ts';

/** How many people are loaded on the way to a distant row. Over the grid, so that nothing moves. Empty without a table. */
export function LoadingPeople({ table, onCancel }: { table: MatrixTable | undefined; onCancel: () => void }) {
  const loaded = inDigits(table?.rows.filter(({ kind }) => kind === 'person').length ?? 0);
  const total = inDigits(table?.people ?? 0);
  return (
    <div role="status" className="absolute inset-x-0 bottom-4 z-30 flex justify-center empty:hidden">
      {table && (
        <div className="flex items-center gap-3 rounded border border-line-strong bg-surface py-1.5 ps-3 pe-1.5 text-sm tabular-nums">
          {table.people === undefined ? (
            <Trans>Loading people: {loaded}</Trans>
          ) : (
            <Trans>
              Loading people: {loaded} of {total}
            </Trans>
          )}
          <Button size="sm" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
