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
  /** The e-mail address of the Tech Lead without the domain. */
  techLead: string;
  skills: readonly string[];
  skillIdeas?: readonly string[];
  /** Whether the project is completed when the demo is loaded. */
  isDone?: boolean;
  notes: ProjectNotes;
}

/** The eight projects of a parcel company. One is completed, and one declares no skills. */
export const demoProjects: readonly DemoProject[] = [
  {
    externalId: 'demo:harbour',
    name: 'Harbour',
    techLead: 'tomas.herrera',
    description: 'Tracks every parcel: reads carrier scans and publishes one state per parcel.',
    skills: ['TypeScript', 'Node.js', 'Kafka', 'PostgreSQL'],
    skillIdeas: ['Go', 'stream processing with Flink'],
    notes: harbourNotes,
  },
  {
    externalId: 'demo:lantern',
    name: 'Lantern',
    techLead: 'tomas.herrera',
    description: 'The customer portal: track a parcel, change its delivery, chat with support.',
    skills: ['TypeScript', 'React', 'Accessibility', 'GraphQL', 'Design Systems'],
    skillIdeas: ['usability testing', 'Swift'],
    notes: lanternNotes,
  },
  {
    externalId: 'demo:tidewater',
    name: 'Tidewater',
    techLead: 'leilani.kahale',
    description: 'The data platform: one set of figures for finance, operations and customers.',
    skills: ['Python', 'SQL', 'dbt', 'Airflow', 'Data Modeling'],
    notes: tidewaterNotes,
  },
  {
    externalId: 'demo:fieldnote',
    name: 'Fieldnote',
    techLead: 'mateusz.zielinski',
    description: 'The drivers’ app, which works offline in basements and in the mountains.',
    skills: ['Kotlin', 'Swift', 'REST API Design', 'Test Automation'],
    notes: fieldnoteNotes,
  },
  {
    externalId: 'demo:orchard',
    name: 'Orchard',
    techLead: 'priya.raman',
    description: 'Route planning for forty depots: which driver makes which stops, in which order.',
    skills: ['Python', 'Machine Learning', 'Data Modeling', 'Caching'],
    notes: orchardNotes,
  },
  {
    externalId: 'demo:groundwork',
    name: 'Groundwork',
    techLead: 'samuel.oyelaran',
    description: 'The platform that everything else runs on, and its monitoring.',
    skills: ['Kubernetes', 'Terraform', 'Observability', 'CI/CD', 'Incident Response'],
    notes: groundworkNotes,
  },
  {
    externalId: 'demo:keystone',
    name: 'Keystone',
    techLead: 'hana.kobayashi',
    isDone: true,
    description: 'One sign-in for customers, drivers and partners that replaces four old ones.',
    skills: ['Go', 'OAuth 2.0', 'Threat Modeling', 'PostgreSQL'],
    notes: keystoneNotes,
  },
  {
    externalId: 'demo:lookout',
    name: 'Lookout',
    techLead: 'leilani.kahale',
    description: 'Customer interviews before we build anything. It declares no skills, so its updates create no signals.',
    skills: [],
    notes: lookoutNotes,
  },
];
