import type { MomentumBucket, ProjectWithMembers } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Badge } from '#components/ui/badge.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import type { Period } from '#lib/time-range.ts';
import { groupActivityQuery } from '../api/group-chart.ts';
import { activityFilter, type GroupView } from '../group-search.ts';
import { GroupActivity } from './group-activity.tsx';

export interface ProjectActivityProps {
  project: ProjectWithMembers;
  view: GroupView;
  period: Period;
  bucket: MomentumBucket;
}

const WHAT = { update: 'An update', joined: 'Somebody joined', completed: 'Somebody completed it' } as const;

/** The signals from this project; it names nobody. */
export function ProjectActivity({ project, view, period, bucket }: ProjectActivityProps) {
  const query = useInfiniteQuery(groupActivityQuery({ of: 'team', projectId: project.id }, activityFilter(view.search, bucket, period)));
  return (
    <GroupActivity
      title="Signals from this project"
      {...{ query, view, period, bucket }}
      empty={(isNarrowed) =>
        `None${isNarrowed ? ' of these' : ' in this range'}: what the team did on other projects is in the charts alone.`
      }
      renderWhat={({ sourceType, sourceId, signalType }) =>
        sourceType === 'update' ? (
          <Link
            to={paths.project}
            params={{ projectId: project.id }}
            search={{ tab: 'updates', update: sourceId }}
            className="py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {WHAT[signalType]}
          </Link>
        ) : (
          <span className="font-medium">{WHAT[signalType]}</span>
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
