import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProjectWithMembers } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { skillIdeasOf } from '../scope-change.ts';
import type { ProjectPermissions } from '../project-permissions.ts';
import { Chips } from '#components/ui/chips.tsx';
import type { OpenDialog } from './dialogs.ts';
import { Members } from './members.tsx';
import { PastMembers } from './past-members.tsx';

export interface ProjectOverviewProps {
  project: ProjectWithMembers;
  permissions: ProjectPermissions;
  onOpen: OpenDialog;
}

/** The description, members, declared skills and skill ideas of a project. */
export function ProjectOverview({ project, permissions, onOpen }: ProjectOverviewProps) {
  const { description, skills, status } = project;
  const ideas = skillIdeasOf(project.metadata);
  const isActive = status === 'active';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid gap-4">
        {description !== '' && (
          <p dir="auto" className="max-w-text whitespace-pre-wrap">
            {description}
          </p>
        )}
        <Members project={project} permissions={permissions} onOpen={onOpen} />
        <PastMembers project={project} permissions={permissions} />
      </div>
      <div className="grid gap-4">
        <Section
          title={t`Declared skills`}
          actions={
            permissions.mayLead &&
            isActive && (
              <Button size="sm" variant="quiet" aria-label={t`Edit declared skills`} onClick={() => onOpen('skills')}>
                <Trans>Edit</Trans>
              </Button>
            )
          }
        >
          {skills.length === 0 ? (
            <p className="text-ink-muted">
              <Trans>No skills declared, so joining, posting updates and completing create no signals.</Trans>
            </p>
          ) : (
            <>
              <Chips label={t`Declared skills`} names={skills.map(({ name }) => name)} />
              <p className="mt-2 text-sm text-ink-faint">
                {isActive ? (
                  <Trans>Each update creates a signal for each of these skills.</Trans>
                ) : status === 'completed' ? (
                  <Trans>The project is completed and creates no more signals.</Trans>
                ) : (
                  <Trans>The project is archived and creates no signals.</Trans>
                )}
              </p>
            </>
          )}
        </Section>
        {(ideas.length > 0 || permissions.mayLead) && (
          <Section
            title={t`Skill ideas`}
            actions={
              permissions.mayLead && (
                <Button size="sm" variant="quiet" aria-label={t`Edit skill ideas`} onClick={() => onOpen('ideas')}>
                  <Trans>Edit</Trans>
                </Button>
              )
            }
          >
            {ideas.length > 0 && (
              <ul className="mb-2 list-disc ps-5">
                {ideas.map((idea) => (
                  <li key={idea}>
                    <UserText>{idea}</UserText>
                  </li>
                ))}
              </ul>
            )}
            <p className="text-sm text-ink-faint">
              <Trans>Skills that people would like to learn. Ideas do not create signals.</Trans>
            </p>
          </Section>
        )}
      </div>
    </div>
  );
}
