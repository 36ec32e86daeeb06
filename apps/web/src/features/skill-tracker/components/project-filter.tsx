import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useProjectNames } from '#lib/api/projects-by-id.ts';
import { activeLocale } from '#lib/i18n/active-locale.ts';
import { isolate } from '#lib/isolate.ts';
import { distinguishingFacts, type DistinguishableItem } from '#lib/distinguishing-facts.ts';
import { projectsOfPersonQuery } from '../api/projects-of-person.ts';
import type { TrackerView } from '../tracker-search.ts';

/** Filters by one of the person's current or past projects. */
export function ProjectFilter({ view: { personId, search, go } }: { view: TrackerView }) {
  const projects = useQuery(projectsOfPersonQuery(personId));
  const chosen = search.project;
  const known = (projects.data?.items ?? []).map(({ projectId, name }): DistinguishableItem => ({ id: projectId, name, facts: [] }));
  const others = chosen === undefined || known.some(({ id }) => id === chosen) ? [] : [chosen];
  const names = useProjectNames([others]);
  const named = [...known, ...others.map((id): DistinguishableItem => ({ id, name: names.get(id) ?? '…', facts: [] }))].toSorted((a, b) =>
    a.name.localeCompare(b.name, activeLocale()),
  );
  const options = named.map((one) => ({
    value: String(one.id),
    label: [isolate(one.name), ...distinguishingFacts(one, named)].join(' · '),
  }));
  return (
    <Field label={t`Project`} isLabelHidden>
      <Select
        value={chosen === undefined ? '' : String(chosen)}
        onChange={(id) => go({ project: id === '' ? undefined : Number(id) })}
        options={[{ value: '', label: t`All projects` }, ...options]}
        className="w-52"
      />
    </Field>
  );
}
