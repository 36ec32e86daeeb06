import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { listWords, type MismatchList, type MismatchRows } from '../mismatch-lists.ts';

const linkClass = 'text-accent-ink hover:underline';

/** One list of mismatches. A skill of a person links to the signals, a project to its coverage. */
export function MismatchTable({ list, mismatches }: { list: MismatchList; mismatches: MismatchRows }) {
  const caption = listWords(list).label;
  switch (list) {
    case 'validatedButUnexercised':
      return (
        <Table caption={caption}>
          <Head columns={[t`Person`, t`Skill`, t`Level`, t`Last validated`, t`Last signal`]} />
          <tbody>
            {mismatches[list].map((row) => (
              <tr key={`${row.profileId}-${row.skillId}`}>
                <PersonCells {...row} />
                <Td>
                  <Badge>{levelName(row.proficiencyLevel)}</Badge>
                </Td>
                <Td className="whitespace-nowrap">
                  <RelativeTime at={row.lastValidatedAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  {row.lastSignalAt === null ? (
                    <span className="text-ink-faint">
                      <Trans comment="There is no last signal">Never</Trans>
                    </span>
                  ) : (
                    <RelativeTime at={row.lastSignalAt} />
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      );
    case 'exercisedButUnvalidated':
      return (
        <Table caption={caption}>
          <Head columns={[t`Person`, t`Skill`, t`Signals`, t`Last signal`]} numbers={[t`Signals`]} />
          <tbody>
            {mismatches[list].map((row) => (
              <tr key={`${row.profileId}-${row.skillId}`}>
                <PersonCells {...row} />
                <Td isNumber>{inDigits(row.signals)}</Td>
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
          <Head columns={[t`Project`, t`Skill`]} />
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
  const [skill, person] = [isolate(skillName), isolate(profileName)];
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
          aria-label={t`${skill}: signals of ${person}`}
        >
          <UserText>{skillName}</UserText>
        </Link>
      </Td>
    </>
  );
}

function SkillCell({ skillId, skillName }: { skillId: number; skillName: string }) {
  const skill = isolate(skillName);
  return (
    <Td>
      <Link to={paths.whoKnows} search={{ skill: [skillId] }} className={linkClass} aria-label={t`Who knows ${skill}`}>
        <UserText>{skillName}</UserText>
      </Link>
    </Td>
  );
}
