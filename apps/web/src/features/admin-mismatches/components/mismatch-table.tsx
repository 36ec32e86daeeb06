import type { SkillMismatches } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { isolate } from '#lib/isolate.ts';
import { LIST_WORDS, type MismatchList } from '../mismatch-lists.ts';

const linkClass = 'text-accent-ink hover:underline';

/** One list of mismatches. People lead to their signals for the skill, projects to their scope. */
export function MismatchTable({ list, mismatches }: { list: MismatchList; mismatches: SkillMismatches }) {
  const caption = LIST_WORDS[list].label;
  switch (list) {
    case 'validatedButUnexercised':
      return (
        <Table caption={caption}>
          <Head columns={['Person', 'Skill', 'Level', 'Validated', 'Last signal']} />
          <tbody>
            {mismatches[list].map((row) => (
              <tr key={`${row.profileId}-${row.skillId}`}>
                <PersonCells {...row} />
                <Td>
                  <Badge>{row.proficiencyLevel}</Badge>
                </Td>
                <Td className="whitespace-nowrap">
                  <RelativeTime at={row.lastValidatedAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  {row.lastSignalAt === null ? <span className="text-ink-faint">never</span> : <RelativeTime at={row.lastSignalAt} />}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      );
    case 'exercisedButUnvalidated':
      return (
        <Table caption={caption}>
          <Head columns={['Person', 'Skill', 'Signals', 'Last signal']} numbers={['Signals']} />
          <tbody>
            {mismatches[list].map((row) => (
              <tr key={`${row.profileId}-${row.skillId}`}>
                <PersonCells {...row} />
                <Td isNumber>{row.signals.toLocaleString()}</Td>
                <Td className="whitespace-nowrap">
                  <RelativeTime at={row.lastSignalAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      );
    case 'declaredButNeverSignalled':
      return (
        <Table caption={caption}>
          <Head columns={['Project', 'Skill']} />
          <tbody>
            {mismatches[list].map(({ projectId, projectName, skillId, skillName }) => (
              <tr key={`${projectId}-${skillId}`}>
                <Td>
                  <Link to={paths.project} params={{ projectId }} search={{ tab: 'coverage' }} className={linkClass}>
                    <UserText>{projectName}</UserText>
                  </Link>
                </Td>
                <SkillCell skillId={skillId} skillName={skillName} />
              </tr>
            ))}
          </tbody>
        </Table>
      );
  }
}

function Head({ columns, numbers = [] }: { columns: readonly string[]; numbers?: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <Th key={column} isNumber={numbers.includes(column)}>
            {column}
          </Th>
        ))}
      </tr>
    </thead>
  );
}

interface PersonAndSkill {
  profileId: number;
  profileName: string;
  skillId: number;
  skillName: string;
}

function PersonCells({ profileId, profileName, skillId, skillName }: PersonAndSkill) {
  return (
    <>
      <Td className="min-w-32">
        <Link to={paths.profile} params={{ personId: profileId }} className={linkClass}>
          <UserText>{profileName}</UserText>
        </Link>
      </Td>
      <Td className="min-w-28">
        <Link
          to={paths.skillTracker}
          params={{ personId: profileId }}
          search={{ skill: skillId, range: 'all' }}
          className={linkClass}
          aria-label={`${isolate(skillName)}: signals of ${isolate(profileName)}`}
        >
          <UserText>{skillName}</UserText>
        </Link>
      </Td>
    </>
  );
}

const SkillCell = ({ skillId, skillName }: { skillId: number; skillName: string }) => (
  <Td>
    <Link to={paths.whoKnows} search={{ skill: skillId }} className={linkClass} aria-label={`Who knows ${isolate(skillName)}`}>
      <UserText>{skillName}</UserText>
    </Link>
  </Td>
);
