import type { DemoPersona } from '@skilltrace/contract';
import type { Stage } from './stage.js';

export interface MainPage {
  name: string;
  persona: DemoPersona | undefined;
  path: string;
  /** Pages that show charts may load their code. */
  hasCharts: boolean;
  /** Whether its paint is measured, besides its size. */
  isMain: boolean;
}

const PROJECT = 'Lantern';

/** What people open, as the persona who opens it. */
export async function mainPages({ bench }: Stage): Promise<MainPage[]> {
  const [amara] = await bench.database.query<{ id: number }>("SELECT id FROM profiles WHERE name = 'Amara Okafor'");
  const [project] = await bench.database.query<{ id: number }>('SELECT id FROM projects WHERE name = $1', [PROJECT]);
  if (!amara || !project) throw new Error('The demo organization is not there');
  const page = (name: string, persona: DemoPersona | undefined, path: string, has: Partial<MainPage> = {}): MainPage => ({
    name,
    persona,
    path,
    hasCharts: false,
    isMain: true,
    ...has,
  });
  return [
    page('Skill Tracker', 'member', `/people/${amara.id}/skills`, { hasCharts: true }),
    page('Inbox', 'techLead', '/inbox'),
    page('Project', 'techLead', `/projects/${project.id}`),
    page('Profile', 'member', `/people/${amara.id}`),
    page('People', 'techLead', '/people'),
    page('Admin taxonomy', 'admin', '/admin/taxonomy'),
    page('Sign-in', undefined, '/sign-in', { isMain: false }),
    page('Projects', 'techLead', '/projects', { isMain: false }),
    page('Project, team charts', 'techLead', `/projects/${project.id}?tab=charts`, { isMain: false, hasCharts: true }),
    page('Mentorship', 'member', '/mentorship', { isMain: false }),
    page('Who knows', 'techLead', '/who-knows', { isMain: false }),
  ];
}
