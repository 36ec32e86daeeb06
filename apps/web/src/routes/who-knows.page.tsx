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
  const whom = maySeeSkills ? 'You see everyone.' : 'You see yourself and people who share their validated skills.';
  return (
    <Page title={shown ? `Who knows ${isolate(shown.name)}` : 'Who knows…'} subtitle={`Sorted by most recent activity. ${whom}`}>
      <div className="mb-4 grid max-w-160 gap-3 sm:grid-cols-[minmax(0,1fr)_180px]">
        <Field label="Skill">
          <SkillPicker
            value={shown ?? null}
            onChange={(chosen) => void navigate({ search: (before) => ({ ...before, skill: chosen?.id }) })}
          />
        </Field>
        <Field label="As of" hint={moment === undefined ? undefined : 'What was known at the end of that day.'}>
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
        <EmptyState title="Which skill?">
          Choose one to see who has worked with it, how recently and how much, and whose level a Tech Lead validated.
        </EmptyState>
      ) : (
        <QueryView query={skill}>
          {(found) => (
            <SkillPeopleList
              skill={found}
              asOf={moment}
              seesEverybody={maySeeSkills}
              action={
                <Link to={paths.projects} search={{ skill: found.id }} className={buttonClass()}>
                  Projects that declare it
                </Link>
              }
            />
          )}
        </QueryView>
      )}
    </Page>
  );
}
