import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** Whether this is a demo, and as whom one may look at it. */
const installationQuery = apiQuery('/api/installation', {});

export const useInstallation = () => useQuery(installationQuery);
