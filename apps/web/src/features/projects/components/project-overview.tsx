import type { ProjectWithMembers } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Section } from '#components/ui/section.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { skillIdeasOf } from '../scope-change.ts';
import type { Standing } from '../standing.ts';
import { Chips } from './chips.tsx';
import type { OpenDialog } from './dialogs.ts';
import { Members } from './members.tsx';
import { PastMembers } from './past-members.tsx';

export interface ProjectOverviewProps {
  project: ProjectWithMembers;
  standing: Standing;
  onOpen: OpenDialog;
}

/** What a project is: what it says of itself, who is on it, what it declares, what somebody would like to learn. */
export function ProjectOverview({ project, standing, onOpen }: ProjectOverviewProps) {
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
        <Members project={project} standing={standing} onOpen={onOpen} />
        <PastMembers project={project} standing={standing} />
      </div>
      <div className="grid gap-4">
        <Section
          title="Declared skills"
          actions={
            standing.mayLead &&
            isActive && (
              <Button size="sm" variant="quiet" aria-label="Edit the declared skills" onClick={() => onOpen('skills')}>
                Edit
              </Button>
            )
          }
        >
          {skills.length === 0 ? (
            <p className="text-ink-muted">None. Joining, posting and completing emit no signals here.</p>
          ) : (
            <>
              <Chips label="Declared skills" names={skills.map(({ name }) => name)} />
              <p className="mt-2 text-sm text-ink-faint">
                {isActive
                  ? 'Each update on this project is a signal for each of them.'
                  : `The project is ${status}: nothing emits signals here any more.`}
              </p>
            </>
          )}
        </Section>
        {(ideas.length > 0 || standing.mayLead) && (
          <Section
            title="Skill ideas"
            actions={
              standing.mayLead && (
                <Button size="sm" variant="quiet" aria-label="Edit the skill ideas" onClick={() => onOpen('ideas')}>
                  Edit
                </Button>
              )
            }
          >
            {ideas.length > 0 && (
              <ul className="mb-2 list-disc pl-5">
                {ideas.map((idea) => (
                  <li key={idea}>
                    <UserText>{idea}</UserText>
                  </li>
                ))}
              </ul>
            )}
            <p className="text-sm text-ink-faint">What someone would like to learn. An idea never becomes a signal.</p>
          </Section>
        )}
      </div>
    </div>
  );
}
