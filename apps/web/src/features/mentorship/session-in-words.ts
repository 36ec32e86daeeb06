import { t } from '@lingui/core/macro';
import type { MentorshipSession } from '@skilltrace/contract';
import { isolate } from '#lib/isolate.ts';

/** Describes the two people of a session from the viewer's perspective: "Ana requested a session with you", "You mentored Ben". */
export function sessionInWords({ internId, internName, mentorId, mentorName, status }: MentorshipSession, me: number): string {
  const [intern, mentor] = [isolate(internName), isolate(mentorName)];
  switch (status) {
    case 'accepted':
      if (mentorId === me) return t`You mentor ${intern}`;
      return internId === me ? t`${mentor} mentors you` : t`${mentor} mentors ${intern}`;
    case 'completed':
      if (mentorId === me) return t`You mentored ${intern}`;
      return internId === me ? t`${mentor} mentored you` : t`${mentor} mentored ${intern}`;
    case 'pending':
    case 'declined':
    case 'cancelled':
      if (mentorId === me) return t`${intern} requested a session with you`;
      return internId === me ? t`You requested a session with ${mentor}` : t`${intern} requested a session with ${mentor}`;
  }
}
