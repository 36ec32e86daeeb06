import { Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';

/** Shown while a page takes longer to load. */
export function PendingPage() {
  return (
    <div className="mx-auto w-full max-w-page px-4 py-5 md:px-6">
      <Skeleton className="mb-6 h-7 w-48" />
      <SkeletonRows />
    </div>
  );
}
