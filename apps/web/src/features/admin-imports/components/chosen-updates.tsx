import { Button } from '#components/ui/button.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { sizeInWords } from '#lib/format/size.ts';
import { isolate } from '#lib/isolate.ts';
import { outcomeInWords, progressInWords } from '../import-words.ts';
import { useUpdatesImport } from '../use-updates-import.ts';
import { Figures } from './figures.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { RejectedLines } from './rejected-lines.tsx';

export interface ChosenUpdatesProps {
  file: File;
  isPacked: boolean;
  firstLine: string;
  /** Another file instead. */
  onClose: () => void;
}

/** A file of progress updates from before it is sent to after: start, progress, stop, go on, what became of the lines. */
export function ChosenUpdates({ file, isPacked, firstLine, onClose }: ChosenUpdatesProps) {
  const { state, run, stop } = useUpdatesImport(file, isPacked);
  const { phase, totals } = state;
  const isUnderWay = phase === 'running' || phase === 'stopping';
  const outcome = outcomeInWords(state);
  return (
    <div className="grid gap-4">
      <div>
        <p className="font-medium break-all">
          <UserText>{file.name}</UserText>{' '}
          <span className="font-normal text-ink-muted">
            · {sizeInWords(file.size)}
            {isPacked && ', packed'}
          </span>
        </p>
        {phase === 'ready' && (
          <p className="mt-1 truncate font-mono text-sm text-ink-faint">
            <UserText>{firstLine}</UserText>
          </p>
        )}
      </div>
      {phase !== 'ready' && (
        <>
          <div className="grid gap-1">
            <ProgressBar label={`Import of ${isolate(file.name)}`} part={file.size === 0 ? 1 : state.bytesRead / file.size} />
            <p className="text-sm text-ink-muted tabular-nums">{progressInWords(state, file.size)}</p>
          </div>
          <Figures
            figures={[
              { label: 'Imported', value: totals.imported },
              { label: 'There already', value: totals.duplicates },
              { label: 'Rejected', value: totals.rejected, isFailed: true },
              { label: 'New signals', value: totals.signals },
            ]}
          />
        </>
      )}
      <p
        role="status"
        className={cx('max-w-text', outcome === undefined && 'sr-only', phase === 'failed' ? 'text-failed' : 'text-ink-muted')}
      >
        {outcome}
      </p>
      <div className="flex flex-wrap gap-2">
        {phase === 'ready' && (
          <Button variant="primary" onClick={run}>
            Import
          </Button>
        )}
        {isUnderWay && <Button onClick={stop}>{phase === 'stopping' ? 'Break off now' : 'Stop'}</Button>}
        {(phase === 'stopped' || phase === 'failed') && (
          <Button variant="primary" onClick={run}>
            Continue from line {state.next.line.toLocaleString()}
          </Button>
        )}
        {!isUnderWay && <Button onClick={onClose}>{phase === 'done' ? 'Import another file' : 'Choose another file'}</Button>}
      </div>
      <RejectedLines totals={totals} fileName={file.name} />
      <LeaveGuard isOn={isUnderWay} title="Leave during the import?">
        Leaving breaks it off. What was imported by then stands; send the file again later, and nothing is imported twice.
      </LeaveGuard>
    </div>
  );
}
