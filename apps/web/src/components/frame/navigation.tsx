import { t } from '@lingui/core/macro';
import { Link, useLocation } from '@tanstack/react-router';
import { cx } from '#lib/cx.ts';
import { useSession } from '#lib/session/session.ts';
import { InboxCount } from './inbox-count.tsx';
import { MentorshipCount } from './mentorship-count.tsx';
import { ProposalCount } from './proposal-count.tsx';
import { navigationItems } from './navigation-items.ts';
import { paths } from '#config/paths.ts';

/** The main navigation, in the rail and in the drawer of phones. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const session = useSession();
  const pathname = useLocation({ select: (location) => location.pathname });
  return (
    <nav aria-label={t`Main`}>
      <ul className="grid gap-0.5">
        {navigationItems(session).map(({ label, icon: Icon, to, params, isAt }) => {
          const isCurrent = isAt(pathname);
          return (
            <li key={label}>
              <Link
                to={to}
                onClick={onGo}
                params={params as never}
                aria-current={isCurrent ? 'page' : undefined}
                className={cx(
                  'flex min-h-8 items-center gap-2 rounded px-2 leading-tight transition-colors -outline-offset-2',
                  isCurrent ? 'bg-accent-soft font-medium text-accent-ink' : 'text-ink-muted hover:bg-sunken hover:text-ink',
                )}
              >
                <Icon />
                <span className="grow">{label}</span>
                {to === paths.inbox && <InboxCount />}
                {to === paths.mentorship && <MentorshipCount />}
                {to === paths.admin && <ProposalCount />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
