import { t } from '@lingui/core/macro';
import { IconButton } from './icon-button.tsx';

/** Prints the page. */
export const PrintButton = () => (
  <IconButton label={t`Print this page`} onClick={() => window.print()} className="border border-line bg-surface">
    <svg width="15" height="15" viewBox="0 0 15 15" fill="none" stroke="currentColor" strokeLinejoin="round" aria-hidden="true">
      <path d="M4 5V1.5h7V5M4 11H1.5V5h12v6H11M4 8.5h7v5H4z" />
    </svg>
  </IconButton>
);
