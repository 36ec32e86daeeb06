import type { PostProgressUpdateBody, ShownProgressUpdate } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';
import { putIntoFeed } from './list-updates.ts';

interface PostUpdate extends Pick<PostProgressUpdateBody, 'projectId' | 'content'> {
  /** The key of the draft, which is the same until it is posted. */
  idempotencyKey: string;
}

const postUpdate = ({ idempotencyKey, ...body }: PostUpdate) =>
  answerOf(api.POST('/api/progress_updates', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body }));

/** Posts an update of the viewer, which creates signals. The feed shows it with `names` until it is reloaded. */
export function usePostUpdate(names: Pick<ShownProgressUpdate, 'userName' | 'projectName'>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: postUpdate,
    onSuccess: (posted) => {
      putIntoFeed(queryClient, { ...posted, ...names, editedAt: null });
      void invalidate(queryClient, 'projects', 'users', 'organization', 'validation_inbox');
    },
  });
}
