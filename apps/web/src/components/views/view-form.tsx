import { t } from '@lingui/core/macro';
import { LONGEST_NAME, LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { apiQuery } from '#lib/api/queries.ts';
import { useSession } from '#lib/session/session.ts';

export interface ViewFormProps {
  title: string;
  description?: string;
  action: string;
  name: string;
  project: { id: number; name: string } | null;
  isBusy: boolean;
  /** The error of the last attempt. */
  error: unknown;
  onSubmit: (view: { name: string; projectId: number | null }) => void;
  onClose: () => void;
}

const NO_PROJECT = '';

/** The name of a saved view, and the project that sees it too. */
export function ViewForm({ name: before, project, error, onSubmit, ...dialog }: ViewFormProps) {
  const [name, setName] = useState(before);
  const [projectId, setProjectId] = useState(project === null ? NO_PROJECT : String(project.id));
  const problem = error == null ? undefined : toApiProblem(error);
  const nameError = problem?.messageOf('name') ?? (problem?.code === 'CONFLICT' ? problem.detail : undefined);
  const projects = useSharedProjects(project);
  return (
    <FormDialog {...dialog} width="sm" onSubmit={() => onSubmit({ name, projectId: projectId === NO_PROJECT ? null : Number(projectId) })}>
      <Field label={t`Name`} isRequired error={nameError}>
        <Input autoComplete="off" dir="auto" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field
        label={t`Visible to`}
        hint={t`Members and the Tech Lead of the project see the view in their list. Each of them sees only the data that they may see.`}
      >
        <Select
          value={projectId}
          onChange={setProjectId}
          options={[{ value: NO_PROJECT, label: t`Only you` }, ...projects.map(({ id, name: label }) => ({ value: String(id), label }))]}
        />
      </Field>
      {problem && nameError === undefined && (
        <p role="alert" className="text-failed">
          {problem.detail}
        </p>
      )}
    </FormDialog>
  );
}

/** The active projects that the person is on or leads, and the project that the view is shared with now. */
function useSharedProjects(shared: ViewFormProps['project']) {
  const { profile } = useSession();
  const query = { status: 'active', limit: LARGEST_PAGE_SIZE } as const;
  const joined = useQuery(apiQuery('/api/projects', { query: { ...query, profileId: profile.id } }));
  const led = useQuery(apiQuery('/api/projects', { query: { ...query, leadId: profile.id } }));
  const all = [...(shared === null ? [] : [shared]), ...(joined.data?.items ?? []), ...(led.data?.items ?? [])];
  return [...new Map(all.map(({ id, name }) => [id, { id, name }])).values()];
}
