import { Skeleton } from '#components/ui/skeleton.tsx';
import { cx } from '#lib/cx.ts';
import { MOST_SKILLS } from './nothing-in-range.tsx';

/** As high as the message without signals. */
const FEWEST_ROWS = 2;

export interface ChartSkeletonProps {
  of: 'distribution' | 'momentum';
  /** How many skills the chart will probably have. */
  skills: number;
}

/** A placeholder as high as a chart with its notes, so that nothing moves when the chart is known. */
export function ChartSkeleton({ of, skills }: ChartSkeletonProps) {
  const rows = Math.min(MOST_SKILLS, Math.max(FEWEST_ROWS, skills));
  const isDistribution = of === 'distribution';
  return (
    <div className={isDistribution ? 'pb-21.5 sm:pb-16.5' : 'pb-15 sm:pb-11'}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={cx('flex items-center', isDistribution ? 'h-13 sm:h-11' : 'h-11')}>
          <Skeleton className="h-5 w-full" />
        </div>
      ))}
    </div>
  );
}
