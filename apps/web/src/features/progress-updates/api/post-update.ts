import type { PostProgressUpdateBody, ShownProgressUpdate } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import { putIntoFeed } from './list-updates.ts';

export interface PostUpdate extends Pick<PostProgressUpdateBody, 'projectId' | 'content'> {
  /** Of the draft: the same until it is posted. */
  idempotencyKey: string;
}

type Posted = Omit<ShownProgressUpdate, 'editedAt' | 'userName' | 'projectName'>;

const postUpdate = ({ idempotencyKey, ...body }: PostUpdate) => request<Posted>('POST', '/api/progress_updates', { body, idempotencyKey });

/** Posts an update of one's own, which emits its signals. `names` are what it is shown with before it is read again. */
export function usePostUpdate(names: Pick<ShownProgressUpdate, 'userName' | 'projectName'>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: postUpdate,
    onSuccess: (posted) => {
      putIntoFeed(queryClient, { ...posted, ...names, editedAt: null });
      for (const first of ['projects', 'users', 'organization', 'validation-inbox'])
        void queryClient.invalidateQueries({ queryKey: [first] });
    },
  });
}
