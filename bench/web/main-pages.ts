import type { DemoPersona } from '@skilltrace/contract';
import type { Stage } from './stage.js';

export interface MainPage {
  name: string;
  persona: DemoPersona | undefined;
  path: string;
  /** Only pages that show charts may load chart code. */
  hasCharts: boolean;
  /** Whether the paint is measured in addition to the size. */
  isMain: boolean;
}

const PROJECT = 'Lantern';

/** The pages that people open, each with the persona who opens it. */
export async function mainPages({ bench }: Stage): Promise<MainPage[]> {
  const [amara] = await bench.database.query<{ id: number }>("SELECT id FROM profiles WHERE name = 'Amara Okafor'");
  const [project] = await bench.database.query<{ id: number }>('SELECT id FROM projects WHERE name = $1', [PROJECT]);
  if (!amara || !project) throw new Error('The demo organization does not exist');
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
    page('Skills matrix', 'techLead', '/matrix', { isMain: false }),
  ];
}
