import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** Which steps of the setup are done. Requested again on each visit, because each step happens on another page. */
export const useChecklist = (enabled: boolean) => useQuery({ ...apiQuery('/api/installation/checklist', {}), enabled, staleTime: 0 });
