import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { ProjectWithMembers } from '@skilltrace/contract';
import { projectMoves } from '@skilltrace/domain/projects/life-cycle';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { OpenDialog } from './dialogs.ts';

/** What its Tech Lead and admins may do with the whole of a project. */
export function ProjectActions({ project, onOpen }: { project: ProjectWithMembers; onOpen: OpenDialog }) {
  const moves = projectMoves(project);
  return (
    <>
      <Button onClick={() => onOpen('edit')}>Edit</Button>
      {moves.includes('completed') && <Button onClick={() => onOpen('complete')}>Complete…</Button>}
      {moves.includes('active') && <Button onClick={() => onOpen('restore')}>Bring back…</Button>}
      {moves.includes('archived') && (
        <Menu
          trigger={
            <IconButton label="More">
              <DotsHorizontalIcon />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => onOpen('archive')}>Archive…</MenuItem>
        </Menu>
      )}
    </>
  );
}
