import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Page } from '#components/ui/page.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { paths } from '#config/paths.ts';
import { SkillPeopleList } from '#features/who-knows/components/skill-people-list.tsx';
import { skillQuery } from '#lib/api/skill.ts';
import { localDay } from '#lib/days.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { periodOf } from '#lib/time-range.ts';
import { useNow } from '#lib/use-now.ts';

const route = getRouteApi('/frame/who-knows');

export default function WhoKnowsPage() {
  const { skill: skillId, asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const { maySeeSkills } = useSession();
  const now = useNow();
  const skill = useQuery({ ...skillQuery(skillId ?? 0), enabled: skillId !== undefined });
  const moment = periodOf({ asOf }, now).asOf;
  const shown = skillId === undefined ? undefined : skill.data;
  const skillName = isolate(shown?.name ?? '');
  return (
    <Page
      title={shown ? t`Who knows ${skillName}` : t`Who knows…`}
      subtitle={
        maySeeSkills
          ? t`Sorted by most recent activity. You see everyone.`
          : t`Sorted by most recent activity. You see yourself and people who share their validated skills.`
      }
    >
      <div className="mb-4 grid max-w-160 gap-3 sm:grid-cols-[minmax(0,1fr)_180px]">
        <Field label={t`Skill`}>
          <SkillPicker
            value={shown ?? null}
            onChange={(chosen) => void navigate({ search: (before) => ({ ...before, skill: chosen?.id }) })}
          />
        </Field>
        <Field label={t`As of`} hint={moment === undefined ? undefined : t`Shows data up to the end of that day.`}>
          <Input
            type="date"
            max={localDay(now)}
            value={moment === undefined ? '' : localDay(new Date(moment))}
            onChange={({ target }) =>
              void navigate({ search: (before) => ({ ...before, asOf: target.value || undefined }), replace: true })
            }
          />
        </Field>
      </div>
      {skillId === undefined ? (
        <EmptyState title={t`No skill selected`}>
          <Trans>Choose a skill to see the people who worked with it, their number of signals, and their validated level.</Trans>
        </EmptyState>
      ) : (
        <QueryView query={skill}>
          {(found) => (
            <SkillPeopleList
              skill={found}
              asOf={moment}
              seesEveryone={maySeeSkills}
              action={
                <Link to={paths.projects} search={{ skill: found.id }} className={buttonClass()}>
                  <Trans>Projects that declare it</Trans>
                </Link>
              }
            />
          )}
        </QueryView>
      )}
    </Page>
  );
}
