import { Trans } from '@lingui/react/macro';
import { DownloadIcon } from '@radix-ui/react-icons';
import { Button } from '#components/ui/button.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { download } from '#lib/download.ts';

export interface SampleButtonProps {
  name: string;
  text: string;
  type: 'application/json' | 'application/x-ndjson';
}

/** Downloads a small file in the format of an import. */
export function SampleButton({ name, text, type }: SampleButtonProps) {
  return (
    <Button size="sm" onClick={() => download(name, text, type)}>
      <DownloadIcon /> <Trans>Sample file</Trans>{' '}
      <span className="sr-only">
        <UserText>{name}</UserText>
      </span>
    </Button>
  );
}
