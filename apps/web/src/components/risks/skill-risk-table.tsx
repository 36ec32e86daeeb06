import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SkillRisk } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { PeopleOfRisk } from './people-of-risk.tsx';

const linkClass = 'inline-block min-w-6 py-0.5 text-accent-ink hover:underline';

export interface SkillRiskTableProps {
  caption: string;
  /** With the number of projects that declare the skill, if that is a column. */
  skills: readonly (SkillRisk & { projects?: number })[];
  asOf?: string | undefined;
}

/** Declared skills that depend on one person or on no one. Each leads to the people who know it. */
export function SkillRiskTable({ caption, skills, asOf }: SkillRiskTableProps) {
  const hasProjects = skills.some(({ projects }) => projects !== undefined);
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>
            <Trans>Skill</Trans>
          </Th>
          <Th>
            <Trans>Validated level</Trans>
          </Th>
          <Th>
            <Trans>Used in the last year</Trans>
          </Th>
          {hasProjects && (
            <Th>
              <Trans>Declared by</Trans>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {skills.map(({ skillId, name, validated, onlyValidated, exercised, onlyExercised, projects }) => (
          <tr key={skillId}>
            <Td className="min-w-28 font-medium">
              <Link to={paths.whoKnows} search={{ skill: [skillId], asOf }} className={linkClass}>
                <UserText>{name}</UserText>
              </Link>
            </Td>
            <Td>
              <PeopleOfRisk people={validated} only={onlyValidated} />
            </Td>
            <Td>
              <PeopleOfRisk people={exercised} only={onlyExercised} />
            </Td>
            {projects !== undefined && (
              <Td>
                <Link to={paths.projects} search={{ skill: skillId, status: 'active' }} className={linkClass}>
                  {plural(projects, { one: '# project', other: '# projects' })}
                </Link>
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
