import { t } from '@lingui/core/macro';
import type { MomentumBucket, ProjectWithMembers, SkillDistribution } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import type { ViewedQuery } from '#components/ui/query-view.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import type { Period } from '#lib/time-range.ts';
import { groupActivityQuery } from '../api/group-chart.ts';
import { activityFilter, type GroupView } from '../group-search.ts';
import { GroupActivity } from './group-activity.tsx';

export interface ProjectActivityProps {
  project: ProjectWithMembers;
  distribution: ViewedQuery<SkillDistribution>;
  view: GroupView;
  period: Period;
  bucket: MomentumBucket;
}

const actions = () => ({ update: t`An update`, joined: t`A person joined`, completed: t`A person completed the project` });

/** The signals from this project, without the names of people. */
export function ProjectActivity({ project, distribution, view, period, bucket }: ProjectActivityProps) {
  const query = useInfiniteQuery(groupActivityQuery({ of: 'team', projectId: project.id }, activityFilter(view.search, bucket, period)));
  return (
    <GroupActivity
      {...{ query, distribution, view, period, bucket }}
      renderWhat={({ sourceType, sourceId, signalType }) =>
        sourceType === 'update' ? (
          <Link
            to={paths.project}
            params={{ projectId: project.id }}
            search={{ tab: 'updates', update: sourceId }}
            className="py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {actions()[signalType]}
          </Link>
        ) : (
          <span className="font-medium">{actions()[signalType]}</span>
        )
      }
      renderSkills={({ skills }) =>
        skills.map(({ id, name }) => (
          <li key={id}>
            <Badge>
              <UserText>{name}</UserText>
            </Badge>
          </li>
        ))
      }
    />
  );
}
