import type { CurrentAssignment, ProfileWithSkills } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { dateInWords, exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { assignmentsTitle } from './assignments-title.ts';
import { LeaveProjectDialog } from './leave-project-dialog.tsx';

/** What the person is on: role, tags, since when, and its Tech Lead, who validates what is among those tags. */
export function CurrentAssignments({ profile, isOwn }: { profile: ProfileWithSkills; isOwn: boolean }) {
  const { currentAssignments } = profile;
  const [leaving, setLeaving] = useState<CurrentAssignment>();
  return (
    <Section title={assignmentsTitle(isOwn)}>
      {currentAssignments.length === 0 ? (
        <p className="text-ink-muted">
          <Sentence>{isOwn ? 'You are on no active project.' : `${isolate(profile.name)} is on no active project.`}</Sentence> A project’s
          Tech Lead assigns people to it.
          {isOwn && ' Until then, an admin decides what you report.'}
        </p>
      ) : (
        <ul className="-my-3">
          {currentAssignments.map((assignment) => (
            <li key={assignment.assignmentId} className="grid gap-1.5 border-b border-line py-3 last:border-b-0">
              <p>
                <Link
                  to={paths.project}
                  params={{ projectId: assignment.projectId }}
                  className="font-medium underline-offset-2 hover:underline"
                >
                  <UserText>{assignment.projectName}</UserText>
                </Link>
                <span className="text-ink-muted">
                  {' '}
                  · <UserText>{assignment.role}</UserText> · since{' '}
                  <time dateTime={assignment.startedAt} title={exactTime(assignment.startedAt)}>
                    {dateInWords(assignment.startedAt)}
                  </time>
                </span>
              </p>
              <p className="text-sm text-ink-muted">
                <Sentence>{leadInWords(assignment, profile.id, isOwn)}</Sentence>
              </p>
              <p className="text-sm text-ink-faint">
                <Sentence>{assignerInWords(assignment, profile.id, isOwn)}</Sentence>
              </p>
              {assignment.tags.length > 0 && (
                <ul aria-label={`Tags on ${isolate(assignment.projectName)}`} className="flex flex-wrap gap-1">
                  {assignment.tags.map((tag) => (
                    <li key={tag} className="flex">
                      <Badge>
                        <UserText>{tag}</UserText>
                      </Badge>
                    </li>
                  ))}
                </ul>
              )}
              {isOwn && (
                <p>
                  <Button size="sm" onClick={() => setLeaving(assignment)}>
                    Leave project
                    <span className="sr-only">
                      {' '}
                      <UserText>{assignment.projectName}</UserText>
                    </span>
                  </Button>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {leaving && <LeaveProjectDialog assignment={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  );
}

function leadInWords({ techLead }: CurrentAssignment, personId: number, isOwn: boolean): string {
  if (techLead.id === personId) return isOwn ? 'You are its Tech Lead; nobody validates their own skills.' : 'Its Tech Lead.';
  if (!techLead.isActive) return `${isolate(techLead.name)} was its Tech Lead and has left; an admin can name another.`;
  return isOwn ? `${isolate(techLead.name)} validates you here, as its Tech Lead.` : `Tech Lead: ${isolate(techLead.name)}`;
}

function assignerInWords({ assignedBy }: CurrentAssignment, personId: number, isOwn: boolean): string {
  const by = assignedBy === null ? 'an import' : assignedBy.id === personId && isOwn ? 'you' : isolate(assignedBy.name);
  return `Assigned by ${by}`;
}
