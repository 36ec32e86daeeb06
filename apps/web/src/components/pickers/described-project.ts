import type { Project } from '@skilltrace/contract';
import type { Named } from '#lib/tell-apart.ts';

/** A project with what tells it apart from others of its name: its status, unless it is active, and who leads it. */
export const describedProject = ({ id, name, status, techLead }: Project): Named => ({
  id,
  name,
  facts: [status === 'active' ? null : status, `led by ${techLead.name}`],
});
