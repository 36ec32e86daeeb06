import { fieldnoteNotes } from './notes/fieldnote.js';
import { groundworkNotes } from './notes/groundwork.js';
import { harbourNotes } from './notes/harbour.js';
import { keystoneNotes } from './notes/keystone.js';
import { lanternNotes } from './notes/lantern.js';
import { lookoutNotes } from './notes/lookout.js';
import { orchardNotes } from './notes/orchard.js';
import { tidewaterNotes } from './notes/tidewater.js';
import type { ProjectNotes } from './write-note.js';

export interface DemoProject {
  externalId: string;
  name: string;
  description: string;
  /** E-mail, without the domain. */
  techLead: string;
  skills: readonly string[];
  skillIdeas?: readonly string[];
  /** Its work is done: completed as the demo is loaded. */
  isDone?: boolean;
  notes: ProjectNotes;
}

/** What a parcel company builds: eight projects, one of them done and one that declares no skills at all. */
export const demoProjects: readonly DemoProject[] = [
  {
    externalId: 'demo:harbour',
    name: 'Harbour',
    techLead: 'tomas.herrera',
    description: 'Where every parcel is: carrier scans in, one state a parcel out.',
    skills: ['TypeScript', 'Node.js', 'Event Streaming', 'PostgreSQL'],
    skillIdeas: ['Go', 'stream processing with Flink'],
    notes: harbourNotes,
  },
  {
    externalId: 'demo:lantern',
    name: 'Lantern',
    techLead: 'tomas.herrera',
    description: 'The customer portal: find a parcel, change its delivery, talk to somebody.',
    skills: ['TypeScript', 'React', 'Accessibility', 'GraphQL', 'Design Systems'],
    skillIdeas: ['usability testing', 'Swift'],
    notes: lanternNotes,
  },
  {
    externalId: 'demo:tidewater',
    name: 'Tidewater',
    techLead: 'leilani.kahale',
    description: 'The data platform: figures that finance, operations and customers agree on.',
    skills: ['Python', 'SQL', 'dbt', 'Airflow', 'Data Modeling'],
    notes: tidewaterNotes,
  },
  {
    externalId: 'demo:fieldnote',
    name: 'Fieldnote',
    techLead: 'mateusz.zielinski',
    description: 'The app of the drivers, which works in basements and behind mountains.',
    skills: ['Kotlin', 'Swift', 'REST API Design', 'Test Automation'],
    notes: fieldnoteNotes,
  },
  {
    externalId: 'demo:orchard',
    name: 'Orchard',
    techLead: 'priya.raman',
    description: 'Which driver goes where, in which order: route planning for forty depots.',
    skills: ['Python', 'Machine Learning', 'Data Modeling', 'Caching'],
    notes: orchardNotes,
  },
  {
    externalId: 'demo:groundwork',
    name: 'Groundwork',
    techLead: 'samuel.oyelaran',
    description: 'What everything else runs on, and how we notice when it does not.',
    skills: ['Kubernetes', 'Terraform', 'Observability', 'CI/CD', 'Incident Response'],
    notes: groundworkNotes,
  },
  {
    externalId: 'demo:keystone',
    name: 'Keystone',
    techLead: 'hana.kobayashi',
    isDone: true,
    description: 'One sign-in for customers, drivers and partners, in place of four.',
    skills: ['Go', 'OAuth 2.0', 'Threat Modeling', 'PostgreSQL'],
    notes: keystoneNotes,
  },
  {
    externalId: 'demo:lookout',
    name: 'Lookout',
    techLead: 'leilani.kahale',
    description: 'Talking with customers before anything is built. It declares no skills, so its updates leave no signals.',
    skills: [],
    notes: lookoutNotes,
  },
];
