import type { ProjectWithMembers } from '@skilltrace/contract';

export function TeamCharts({ project }: { project: ProjectWithMembers }) {
  return <p>{project.name}</p>;
}
