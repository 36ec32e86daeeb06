import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { buttonClass } from '#components/ui/button.tsx';
import { paths } from '#config/paths.ts';

/** What to do after an import. `withPeople`: it can contain people, who cannot sign in yet. */
export function NextSteps({ withPeople = false }: { withPeople?: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {withPeople && (
        <Link to={paths.adminPeople} search={{ open: 'inviteMany' }} className={buttonClass('primary')}>
          <Trans>Invite people</Trans>
        </Link>
      )}
      <Link to={paths.projects} className={buttonClass()}>
        <Trans>Open projects</Trans>
      </Link>
    </div>
  );
}
