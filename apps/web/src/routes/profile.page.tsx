import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { GearIcon, PlusIcon } from '@radix-ui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { CurrentAssignments } from '#features/profile/components/current-assignments.tsx';
import { OwnProposals } from '#features/own-suggestions/components/own-proposals.tsx';
import { OwnSuggestions } from '#features/own-suggestions/components/own-suggestions.tsx';
import { ProposeSkillDialog } from '#components/proposals/propose-skill-dialog.tsx';
import { ProfileForbidden } from '#features/profile/components/profile-forbidden.tsx';
import { ProfileSkeleton } from '#features/profile/components/profile-skeleton.tsx';
import { ReportSkillDialog } from '#features/profile/components/report-skill-dialog.tsx';
import { VisibilitySection } from '#features/profile/components/visibility-section.tsx';
import { SkillTiers } from '#features/profile/components/skill-tiers.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { profileQuery } from '#lib/api/profile.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { isolate } from '#lib/isolate.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { useSession } from '#lib/session/session.ts';

const route = getRouteApi('/frame/people/$personId');

// As high as the loaded heading, so that nothing moves.
const whileLoading = (name: string) => ({
  picture: <Avatar name={name} size="lg" />,
  subtitle: <Skeleton className="my-0.5 h-4 w-56" />,
});

export default function ProfilePage() {
  const { personId } = route.useParams();
  const { report, skill: skillId, propose, name } = route.useSearch();
  const navigate = route.useNavigate();
  const { profile: me, maySeeSkills } = useSession();
  const person = useQuery(profileQuery(personId));
  const isOwn = me.id === personId;
  const isReporting = isOwn && report === 'new';
  const asked = useQuery({ ...skillQuery(skillId ?? 0), enabled: isReporting && skillId !== undefined });
  const close = () => void navigate({ search: {}, replace: true, resetScroll: false });
  const openReport = () => void navigate({ search: { report: 'new' } });
  useShortcuts(isOwn ? [{ key: 'r', does: t`Report a skill`, group: t`Profile`, run: openReport }] : []);

  if (person.data === undefined) {
    return (
      <Page title={isOwn ? isolate(me.name) : t`Profile`} {...(person.isPending && whileLoading(isOwn ? me.name : ''))}>
        {!person.isError ? (
          <ProfileSkeleton isOwn={isOwn} />
        ) : toApiProblem(person.error).status === 403 ? (
          <ProfileForbidden />
        ) : (
          <ErrorState error={person.error} onRetry={() => void person.refetch()} />
        )}
      </Page>
    );
  }
  const profile = person.data;
  return (
    <Page
      title={isolate(profile.name)}
      part={t`Profile`}
      picture={<Avatar name={profile.name} src={profile.avatarUrl} size="lg" />}
      subtitle={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {profile.title !== null && (
            <span>
              <UserText>{profile.title}</UserText>
            </span>
          )}
          {profile.erasedAt === null ? (
            profile.email !== undefined && (
              <span className="break-all text-ink-faint">
                <UserText>{profile.email}</UserText>
              </span>
            )
          ) : (
            <span className="text-ink-faint">
              <Trans>
                Erased <RelativeTime at={profile.erasedAt} />. Signals and validated skills are kept without personal data.
              </Trans>
            </span>
          )}
          {profile.isAdmin && (
            <Badge>
              <Trans>Admin</Trans>
            </Badge>
          )}
          {!profile.isActive && profile.erasedAt === null && (
            <Badge>
              <Trans>Former</Trans>
            </Badge>
          )}
        </span>
      }
      actions={
        <>
          <PrintButton />
          {me.isAdmin && profile.erasedAt === null && (
            <Link to={paths.adminPeople} search={{ search: profile.email }} className={buttonClass()}>
              <GearIcon aria-hidden="true" />
              <Trans>Manage</Trans>
            </Link>
          )}
          {(isOwn || maySeeSkills) && (
            <Link to={paths.skillTracker} params={{ personId }} className={buttonClass()}>
              <Trans>Skill Tracker</Trans>
            </Link>
          )}
          {!isOwn && profile.isActive && (
            <Link to={paths.mentorship} search={{ ask: 'new', mentor: personId }} className={buttonClass()}>
              <Trans>Ask for a session</Trans>
            </Link>
          )}
          {isOwn && (
            <Button variant="primary" onClick={openReport}>
              <PlusIcon aria-hidden="true" />
              <Trans>Report a skill</Trans>
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
        <div className="grid gap-4">
          <SkillTiers
            profile={profile}
            isOwn={isOwn}
            report={
              isOwn ? (
                <Button onClick={openReport}>
                  <Trans>Report a skill</Trans>
                </Button>
              ) : undefined
            }
          />
        </div>
        {profile.erasedAt === null && <CurrentAssignments profile={profile} isOwn={isOwn} />}
      </div>
      {isOwn && (
        <div className="mt-4 grid gap-4">
          <OwnSuggestions />
          <VisibilitySection profile={profile} />
          <OwnProposals onPropose={() => void navigate({ search: { propose: 'new' }, resetScroll: false })} />
        </div>
      )}
      {isReporting && <ReportSkillDialog profile={profile} skill={asked.data?.isActive ? asked.data : null} onClose={close} />}
      {isOwn && propose === 'new' && <ProposeSkillDialog name={name ?? ''} onClose={close} />}
    </Page>
  );
}
