import { t } from '@lingui/core/macro';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { assignmentsTitle } from './assignments-title.ts';

/** The shape of a profile while it loads. */
export function ProfileSkeleton({ isOwn }: { isOwn: boolean }) {
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
      <div className="grid gap-4">
        <Section title={t`Core Stack`}>
          <SkeletonRows rows={5} />
        </Section>
        <Section title={t`Validated Inventory`}>
          <SkeletonRows rows={3} />
        </Section>
      </div>
      <Section title={assignmentsTitle(isOwn)}>
        <SkeletonRows rows={4} />
      </Section>
    </div>
  );
}
