import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { ProjectForViewer } from '@skilltrace/contract';
import { projectMoves } from '@skilltrace/domain/projects/life-cycle';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { OpenDialog } from './dialogs.ts';

/** The buttons with which the Tech Lead and admins change a project. */
export function ProjectActions({ project, onOpen }: { project: ProjectForViewer; onOpen: OpenDialog }) {
  const moves = projectMoves(project);
  return (
    <>
      <Button onClick={() => onOpen('edit')}>
        <Trans>Edit</Trans>
      </Button>
      {moves.includes('completed') && (
        <Button onClick={() => onOpen('complete')}>
          <Trans>Complete…</Trans>
        </Button>
      )}
      {moves.includes('active') && (
        <Button onClick={() => onOpen('restore')}>
          <Trans>Reactivate…</Trans>
        </Button>
      )}
      {moves.includes('archived') && (
        <Menu
          trigger={
            <IconButton label={t`More actions`}>
              <DotsHorizontalIcon />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => onOpen('archive')}>
            <Trans>Archive…</Trans>
          </MenuItem>
        </Menu>
      )}
    </>
  );
}
