import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import type { ProjectMember, ProjectWithMembers } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { Section } from '#components/ui/section.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { dateInWords } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { mayOpenPerson, type Standing } from '../standing.ts';
import { Chips } from './chips.tsx';
import type { OpenDialog } from './dialogs.ts';

export interface MembersProps {
  project: ProjectWithMembers;
  standing: Standing;
  onOpen: OpenDialog;
}

/** Who is on the project, with role and tags; who leads it changes both, and ends assignments. */
export function Members({ project, standing, onOpen }: MembersProps) {
  const { members, status } = project;
  if (status !== 'active') return null;
  const mayAssign = standing.mayLead;
  return (
    <Section
      title={members.length === 0 ? 'Members' : `Members (${members.length.toLocaleString()})`}
      actions={
        mayAssign && (
          <Button size="sm" onClick={() => onOpen('assign')}>
            Assign a person
          </Button>
        )
      }
    >
      {members.length === 0 ? (
        <p className="text-ink-muted">
          Nobody is on it yet. {mayAssign ? 'Assign the first person.' : 'Its Tech Lead and admins assign people.'}
        </p>
      ) : (
        <ul aria-label="Members" className="-my-3 divide-y divide-line">
          {members.map((member) => (
            <Member
              key={member.assignmentId}
              member={member}
              mayOpen={mayOpenPerson(standing, member.profileId)}
              {...{ mayAssign, onOpen }}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface MemberProps {
  member: ProjectMember;
  mayOpen: boolean;
  mayAssign: boolean;
  onOpen: OpenDialog;
}

function Member({ member: { assignmentId, profileId, name, role, tags, startedAt }, mayOpen, mayAssign, onOpen }: MemberProps) {
  return (
    <li className="flex items-start gap-3 py-3">
      <Avatar name={name} />
      <div className="grid min-w-0 grow gap-1 md:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] md:gap-4">
        <div className="min-w-0">
          {mayOpen ? (
            <Link to={paths.profile} params={{ personId: profileId }} className="block truncate font-medium hover:underline">
              <UserText>{name}</UserText>
            </Link>
          ) : (
            <span className="block truncate font-medium">
              <UserText>{name}</UserText>
            </span>
          )}
          <span className="block text-sm text-ink-muted">
            <UserText>{role}</UserText> <span className="text-ink-faint">since {dateInWords(startedAt)}</span>
          </span>
        </div>
        {tags.length === 0 ? (
          <span className="text-sm text-ink-faint md:pt-0.5">No tags</span>
        ) : (
          <Chips label={`Tags of ${isolate(name)}`} names={tags} className="content-start md:pt-0.5" />
        )}
      </div>
      {mayAssign && (
        <Menu
          trigger={
            <IconButton label={`Change the assignment of ${isolate(name)}`}>
              <DotsHorizontalIcon />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => onOpen('tags', assignmentId)}>Role and tags…</MenuItem>
          <MenuSeparator />
          <MenuItem isDanger onSelect={() => onOpen('end', assignmentId)}>
            End the assignment…
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
