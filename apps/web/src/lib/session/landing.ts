import type { QueryClient } from '@tanstack/react-query';
import { paths } from '#config/paths.ts';
import { validationInboxQuery } from '../api/validation-inbox.ts';
import { mayOpenInbox } from './may-open.ts';
import { sessionQuery } from './session.ts';

// A slow inbox must not keep a person from the application.
const LONGEST_WAIT_MS = 2_000;

/** The page to open after signing in: the inbox for people who have something to decide, otherwise their own skills. */
export async function landingPath(queryClient: QueryClient): Promise<string> {
  const inbox = async () => {
    const session = await queryClient.fetchQuery(sessionQuery);
    if (!mayOpenInbox(session)) return paths.home;
    const { projects, unassigned } = await queryClient.fetchQuery(validationInboxQuery);
    return projects.length > 0 || unassigned.length > 0 ? paths.inbox : paths.home;
  };
  const tooLate = new Promise<string>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS, paths.home));
  return Promise.race([inbox().catch(() => paths.home), tooLate]);
}
