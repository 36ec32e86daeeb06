import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SkillRisk } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';

/** How many people have a skill that is at risk: no one, one person with the name, or several. */
export function PeopleOfRisk({ people, only }: { people: SkillRisk['validated']; only: SkillRisk['onlyValidated'] }) {
  if (people === 'none')
    return <strong className="font-semibold">{t({ message: `No one`, comment: 'The people who have a skill' })}</strong>;
  if (people === 'several' || only === null) return <span className="text-ink-muted">{t`Several people`}</span>;
  const { profileId, name } = only;
  return (
    <Trans comment="The only person who has a skill">
      Only{' '}
      <Link to={paths.profile} params={{ personId: profileId }} className="text-accent-ink hover:underline">
        <UserText>{name}</UserText>
      </Link>
    </Trans>
  );
}
