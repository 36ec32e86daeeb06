import { t } from '@lingui/core/macro';
import type { Project } from '@skilltrace/contract';
import { projectStatusName } from '#lib/format/names-of-values.ts';
import type { DistinguishableItem } from '#lib/distinguishing-facts.ts';

/** A project with the facts that distinguish it from others of the same name: its status, unless it is active, and its Tech Lead. */
export function describedProject({ id, name, status, techLead }: Project): DistinguishableItem {
  const lead = techLead.name;
  return { id, name, facts: [status === 'active' ? null : projectStatusName(status), t`led by ${lead}`] };
}
