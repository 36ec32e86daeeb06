import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { ProjectWithMembers } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { OpenDialog } from './dialogs.ts';

/** What its Tech Lead and admins may do with the whole of a project. */
export function ProjectActions({ project: { status, completedAt }, onOpen }: { project: ProjectWithMembers; onOpen: OpenDialog }) {
  return (
    <>
      <Button onClick={() => onOpen('edit')}>Edit</Button>
      {status === 'active' && <Button onClick={() => onOpen('complete')}>Complete…</Button>}
      {status === 'archived' && completedAt === null && <Button onClick={() => onOpen('restore')}>Bring back…</Button>}
      {status !== 'archived' && (
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
