import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** Whether this installation is a demo, and its personas. */
const installationQuery = apiQuery('/api/installation', {});

export const useInstallation = () => useQuery(installationQuery);
