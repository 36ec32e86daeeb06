import { t } from '@lingui/core/macro';
import { cx } from '#lib/cx.ts';
import { SOURCES, sourceFill, sourceName } from './source-mark.ts';

/** The color and pattern of each source. */
export function SourceLegend() {
  return (
    <ul aria-label={t`Sources`} className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
      {SOURCES.map((source) => (
        <li key={source} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={cx('h-3 w-4 rounded-[2px]', sourceFill[source])} />
          {sourceName(source)}
        </li>
      ))}
    </ul>
  );
}
