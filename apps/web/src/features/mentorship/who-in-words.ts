import type { MentorshipSession } from '@skilltrace/contract';
import { isolate } from '#lib/isolate.ts';

/** Who is doing what in a session, as one of the two or as somebody else: "Ana asks you", "You mentored Ben". */
export function whoInWords({ internId, internName, mentorId, mentorName, status }: MentorshipSession, me: number): string {
  const [intern, toIntern] = internId === me ? ['You', 'you'] : [isolate(internName), isolate(internName)];
  const [mentor, toMentor] = mentorId === me ? ['You', 'you'] : [isolate(mentorName), isolate(mentorName)];
  switch (status) {
    case 'pending':
      return `${intern} ${internId === me ? 'ask' : 'asks'} ${toMentor}`;
    case 'accepted':
      return `${mentor} ${mentorId === me ? 'mentor' : 'mentors'} ${toIntern}`;
    case 'completed':
      return `${mentor} mentored ${toIntern}`;
    case 'declined':
    case 'cancelled':
      return `${intern} asked ${toMentor}`;
  }
}
