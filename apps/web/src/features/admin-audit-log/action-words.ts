import type { AuditAction } from '@skilltrace/contract';

/**
 * What somebody did, after their name: `{person}`, `{project}` and `{skill}` stand for what it concerns. And what the
 * filter calls it. Every action has its line: the type asks for it.
 */
export const ACTION_WORDS: Readonly<Record<AuditAction, { did: string; label: string }>> = {
  'project_scope.added': { did: 'added {skill} to the scope of {project}', label: 'Scope: skill added' },
  'project_scope.removed': { did: 'took {skill} out of the scope of {project}', label: 'Scope: skill taken out' },
  'project.created': { did: 'made the project {project}, led by {person}', label: 'Project made' },
  'project.changed': { did: 'changed {project}', label: 'Project changed' },
  'project.lead_set': { did: 'made {person} Tech Lead of {project}', label: 'Tech Lead set' },
  'project.lead_removed': { did: 'ended the lead of {person} on {project}', label: 'Tech Lead replaced' },
  'project.completed': { did: 'completed {project}', label: 'Project completed' },
  'project.archived': { did: 'archived {project}', label: 'Project archived' },
  'project.reopened': { did: 'took {project} up again', label: 'Project taken up again' },
  'project.deleted': { did: 'deleted a project', label: 'Project deleted' },
  'assignment.started': { did: 'put {person} on {project}', label: 'Assignment made' },
  'assignment.ended': { did: 'ended the assignment of {person} to {project}', label: 'Assignment ended' },
  'assignment.retagged': { did: 'changed the tags of {person} on {project}', label: 'Tags changed' },
  'assignment.changed': { did: 'changed the assignment of {person} to {project}', label: 'Assignment changed' },
  'assignment.deleted': { did: 'deleted an assignment of {person} to {project}', label: 'Assignment deleted' },
  'suggestion.approved': { did: 'approved {skill} for {person}', label: 'Suggestion approved' },
  'suggestion.adjusted': { did: 'adjusted {skill} for {person}', label: 'Suggestion adjusted' },
  'suggestion.rejected': { did: 'rejected {skill} for {person}', label: 'Suggestion rejected' },
  'suggestion.deleted': { did: 'deleted a decision on {skill} for {person}', label: 'Decision deleted' },
  'validated_skill.added': { did: 'validated {skill} of {person}', label: 'Skill validated' },
  'validated_skill.changed': { did: 'validated {skill} of {person} again', label: 'Skill validated again' },
  'validated_skill.withdrawn': { did: 'withdrew {skill} of {person}', label: 'Validated skill withdrawn' },
  'skill.created': { did: 'added {skill} to the taxonomy', label: 'Skill added' },
  'skill.renamed': { did: 'renamed {skill}', label: 'Skill renamed' },
  'skill.recategorised': { did: 'moved {skill} to another category', label: 'Category of a skill changed' },
  'skill.activated': { did: 'took {skill} into use again', label: 'Skill taken into use' },
  'skill.deactivated': { did: 'took {skill} out of use', label: 'Skill taken out of use' },
  'skill.deleted': { did: 'deleted a skill', label: 'Skill deleted' },
  'person.created': { did: 'added {person}', label: 'Person added' },
  'person.changed': { did: 'changed {person}', label: 'Person changed' },
  'person.made_admin': { did: 'made {person} an admin', label: 'Admin made' },
  'person.admin_withdrawn': { did: 'made {person} no longer an admin', label: 'Admin withdrawn' },
  'person.left': { did: 'noted that {person} left', label: 'Person left' },
  'person.returned': { did: 'noted that {person} is back', label: 'Person returned' },
  'person.erased': { did: 'erased {person}', label: 'Person erased' },
  'person.deleted': { did: 'deleted a person', label: 'Person deleted' },
  'invitation.made': { did: 'made an invitation for {person}', label: 'Invitation made' },
  'sign_in.password_set': { did: 'set the password of {person}', label: 'Password set' },
  'sign_in.added': { did: 'added a way to sign in for {person}', label: 'Sign-in added' },
  'sign_in.removed': { did: 'removed a way to sign in of {person}', label: 'Sign-in removed' },
  'sign_in.sessions_ended': { did: 'signed {person} out everywhere', label: 'Signed out' },
  'api_token.created': { did: 'made API token {number}, which acts as {person}', label: 'API token made' },
  'api_token.changed': { did: 'changed API token {number}, which acts as {person}', label: 'API token changed' },
  'api_token.revoked': { did: 'revoked API token {number} of {person}', label: 'API token revoked' },
  'api_token.deleted': { did: 'deleted API token {number} of {person}', label: 'API token deleted' },
  'import.run': { did: 'ran an import', label: 'Import' },
  'table.truncated': { did: 'emptied a table', label: 'Table emptied' },
  'log.started': { did: 'began this log', label: 'Log begun' },
};

/** For the filter, in groups that follow one another. */
export const ACTIONS = Object.keys(ACTION_WORDS) as AuditAction[];
