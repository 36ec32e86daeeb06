import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '#components/ui/button.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { sizeInWords } from '#lib/format/size.ts';
import { isolate } from '#lib/isolate.ts';
import { outcomeInWords, progressInWords } from '../import-words.ts';
import { useUpdatesImport } from '../use-updates-import.ts';
import { Figures } from './figures.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { NextSteps } from './next-steps.tsx';
import { RejectedLines } from './rejected-lines.tsx';

export interface ChosenUpdatesProps {
  file: File;
  isPacked: boolean;
  firstLine: string;
  onClose: () => void;
}

/** Shows a chosen file of progress updates: start, progress, stop, continue, and the result. */
export function ChosenUpdates({ file, isPacked, firstLine, onClose }: ChosenUpdatesProps) {
  const { state, run, stop } = useUpdatesImport(file, isPacked);
  const { phase, totals } = state;
  const isUnderWay = phase === 'running' || phase === 'stopping';
  const outcome = outcomeInWords(state);
  const [fileName, size, nextLine] = [isolate(file.name), sizeInWords(file.size), inDigits(state.next.line)];
  return (
    <div className="grid gap-4">
      <div>
        <p className="font-medium break-all">
          <UserText>{file.name}</UserText>{' '}
          <span className="font-normal text-ink-muted">{isPacked ? t`· ${size}, compressed` : `· ${size}`}</span>
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
            <ProgressBar label={t`Import of ${fileName}`} part={file.size === 0 ? 1 : state.bytesRead / file.size} />
            <p className="text-sm text-ink-muted tabular-nums">{progressInWords(state, file.size)}</p>
          </div>
          <Figures
            figures={[
              { label: t`Imported`, value: totals.imported },
              { label: t`Duplicates`, value: totals.duplicates },
              { label: t`Rejected`, value: totals.rejected, isFailed: true },
              { label: t`New signals`, value: totals.signals },
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
            <Trans comment="Button that starts an import">Import</Trans>
          </Button>
        )}
        {isUnderWay && <Button onClick={stop}>{phase === 'stopping' ? t`Stop immediately` : t`Stop`}</Button>}
        {(phase === 'stopped' || phase === 'failed') && (
          <Button variant="primary" onClick={run}>
            <Trans>Continue from line {nextLine}</Trans>
          </Button>
        )}
        {!isUnderWay && <Button onClick={onClose}>{phase === 'done' ? t`Import another file` : t`Choose another file`}</Button>}
      </div>
      {phase === 'done' && <NextSteps />}
      <RejectedLines totals={totals} fileName={file.name} />
      <LeaveGuard isOn={isUnderWay} title={t`Leave during the import?`}>
        <Trans>
          Leaving stops the import. All lines imported so far are kept. You can send the file again later: no line is imported twice.
        </Trans>
      </LeaveGuard>
    </div>
  );
}
