import type { MentorshipSession } from '@skilltrace/contract';

/** Who is doing what in a session, as one of the two or as somebody else: "Ana asks you", "You mentored Ben". */
export function whoInWords({ internId, internName, mentorId, mentorName, status }: MentorshipSession, me: number): string {
  const [intern, toIntern] = internId === me ? ['You', 'you'] : [internName, internName];
  const [mentor, toMentor] = mentorId === me ? ['You', 'you'] : [mentorName, mentorName];
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
