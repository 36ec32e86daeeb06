import type { MentorshipStatus, SessionFocus } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { requestSession } from '../mentorship/request-session.js';
import { updateSession } from '../mentorship/update-session.js';
import { emailOf } from './demo-people.js';

interface DemoSession {
  intern: string;
  mentor: string;
  focus: SessionFocus;
  /** Days from now. Negative for a session that has taken place. */
  inDays: number;
  project?: string;
  /** The status changes of the request, in order. */
  steps: readonly Exclude<MentorshipStatus, 'pending'>[];
}

const session = (
  intern: string,
  mentor: string,
  focus: SessionFocus,
  inDays: number,
  steps: DemoSession['steps'],
  project?: string,
): DemoSession => ({ intern, mentor, focus, inDays, steps, project });

const sessions: readonly DemoSession[] = [
  session('amara.okafor', 'tomas.herrera', 'technical_guidance', -20, ['accepted', 'completed'], 'harbour'),
  session('amara.okafor', 'aisha.siddiqui', 'project_support', 5, ['accepted'], 'lantern'),
  session('beniamino.conti', 'amara.okafor', 'project_support', 3, [], 'lantern'),
  session('diego.fuentes', 'lukas.brandt', 'technical_guidance', -35, ['accepted', 'completed'], 'harbour'),
  session('diego.fuentes', 'tomas.herrera', 'career_guidance', 8, ['accepted']),
  session('noor.haddad', 'chloe.marchand', 'project_support', 2, []),
  session('ngozi.eze', 'priya.raman', 'technical_guidance', -12, ['accepted', 'completed'], 'orchard'),
  session('malik.johnson', 'leilani.kahale', 'career_guidance', 11, ['accepted']),
  session('callum.fraser', 'ingrid.halvorsen', 'life_leadership', 6, ['declined']),
  session('eunji.park', 'nikolai.petrov', 'technical_guidance', -50, ['accepted', 'cancelled'], 'tidewater'),
  session('tala.reyes', 'mateusz.zielinski', 'project_support', -8, ['accepted', 'completed'], 'fieldnote'),
  session('linh.tran', 'petra.novak', 'alumni_advice', 14, []),
];

/** Requests the demo sessions and lets their mentors answer. Like all sessions, they create no signals. */
export async function loadDemoSessions(connection: Connection, now: Date): Promise<number> {
  const people = await idsOf(
    connection,
    'SELECT email AS key, id FROM profiles WHERE email = ANY ($1)',
    sessions.flatMap(({ intern, mentor }) => [emailOf(intern), emailOf(mentor)]),
  );
  const projects = await idsOf(
    connection,
    'SELECT external_id AS key, id FROM projects WHERE external_id = ANY ($1)',
    sessions.flatMap(({ project }) => (project === undefined ? [] : [`demo:${project}`])),
  );
  for (const { intern, mentor, focus, inDays, project, steps } of sessions) {
    const as = (address: string) => ({ profileId: people(emailOf(address)), isAdmin: false, via: 'token' as const });
    const { id } = await requestSession(connection, as(intern), {
      mentorId: people(emailOf(mentor)),
      sessionFocus: focus,
      projectId: project === undefined ? undefined : projects(`demo:${project}`),
      scheduledAt: new Date(now.getTime() + inDays * 24 * 60 * 60_000).toISOString(),
    });
    for (const status of steps) await updateSession(connection, as(mentor), id, { status });
  }
  return sessions.length;
}

async function idsOf(connection: Connection, text: string, keys: readonly string[]): Promise<(key: string) => number> {
  const rows = await connection.query<{ key: string; id: number }>(text, [keys]);
  const ids = new Map(rows.map(({ key, id }) => [key, id]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The demo was loaded without ${key}`);
    return id;
  };
}
