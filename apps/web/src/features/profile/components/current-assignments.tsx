import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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

/** The person's current projects with role, tags, start and Tech Lead, who validates the skills among the tags. */
export function CurrentAssignments({ profile, isOwn }: { profile: ProfileWithSkills; isOwn: boolean }) {
  const { currentAssignments } = profile;
  const person = isolate(profile.name);
  const [leaving, setLeaving] = useState<CurrentAssignment>();
  return (
    <Section title={assignmentsTitle(isOwn)}>
      {currentAssignments.length === 0 ? (
        <p className="text-ink-muted">
          <Sentence>
            {isOwn
              ? t`You are not on an active project. A Tech Lead can assign you to one. Until then, an admin decides about your reports.`
              : t`${person} is not on an active project. A Tech Lead can assign people to a project.`}
          </Sentence>
        </p>
      ) : (
        <ul className="-my-3">
          {currentAssignments.map((assignment) => (
            <li key={assignment.assignmentId} className="grid gap-1.5 border-b border-line py-3 last:border-b-0">
              <p>
                <Link
                  to={paths.project}
                  params={{ projectId: assignment.projectId }}
                  className="inline-block py-0.5 font-medium underline-offset-2 hover:underline"
                >
                  <UserText>{assignment.projectName}</UserText>
                </Link>
                <span className="text-ink-muted">
                  {' '}
                  · <UserText>{assignment.role}</UserText> · <Since at={assignment.startedAt} />
                </span>
              </p>
              <p className="text-sm text-ink-muted">
                <Sentence>{leadInWords(assignment, profile.id, isOwn)}</Sentence>
              </p>
              <p className="text-sm text-ink-faint">
                <Sentence>{assignerInWords(assignment, profile.id, isOwn)}</Sentence>
              </p>
              {assignment.tags.length > 0 && (
                <ul aria-label={tagsLabel(assignment)} className="flex flex-wrap gap-1">
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
                    <LeaveLabel project={assignment.projectName} />
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

function Since({ at }: { at: string }) {
  const date = dateInWords(at);
  return (
    <Trans>
      since{' '}
      <time dateTime={at} title={exactTime(at)}>
        {date}
      </time>
    </Trans>
  );
}

const LeaveLabel = ({ project }: { project: string }) => (
  // One element, because a button puts a gap between its parts.
  <span>
    <Trans comment="Only screen readers read the name of the project">
      Leave project{' '}
      <span className="sr-only">
        <UserText>{project}</UserText>
      </span>
    </Trans>
  </span>
);

function tagsLabel({ projectName }: CurrentAssignment): string {
  const project = isolate(projectName);
  return t`Tags on ${project}`;
}

function leadInWords({ techLead }: CurrentAssignment, personId: number, isOwn: boolean): string {
  const lead = isolate(techLead.name);
  if (techLead.id === personId)
    return isOwn ? t`You are the Tech Lead. You cannot validate your own skills.` : t`Tech Lead of this project`;
  if (!techLead.isActive) return t`${lead} was the Tech Lead and has left. An admin can choose a new one.`;
  return isOwn ? t`${lead} validates your skills here, as Tech Lead.` : t`Tech Lead: ${lead}`;
}

function assignerInWords({ assignedBy }: CurrentAssignment, personId: number, isOwn: boolean): string {
  if (assignedBy === null) return t`Assigned by an import`;
  if (assignedBy.id === personId && isOwn) return t`Assigned by you`;
  const assigner = isolate(assignedBy.name);
  return t`Assigned by ${assigner}`;
}
