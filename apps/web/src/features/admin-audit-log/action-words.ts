import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { AuditAction } from '@skilltrace/contract';

interface ActionWords {
  /** The sentence of an entry. A link takes the place of each of {actor}, {person}, {project} and {skill}. */
  sentence: MessageDescriptor;
  /** The name of the action in the filter. */
  label: MessageDescriptor;
}

/** The texts of each action. The type requires an entry for every action of the API. */
export const ACTION_WORDS: Readonly<Record<AuditAction, ActionWords>> = {
  'project_scope.added': {
    sentence: msg({ message: '{actor} added {skill} to the scope of {project}' }),
    label: msg`Skill added to a scope`,
  },
  'project_scope.removed': {
    sentence: msg({ message: '{actor} removed {skill} from the scope of {project}' }),
    label: msg`Skill removed from a scope`,
  },
  'project.created': {
    sentence: msg({ message: '{actor} created the project {project}, led by {person}' }),
    label: msg`Project created`,
  },
  'project.changed': { sentence: msg({ message: '{actor} changed {project}' }), label: msg`Project changed` },
  'project.lead_set': { sentence: msg({ message: '{actor} made {person} Tech Lead of {project}' }), label: msg`Tech Lead set` },
  'project.lead_removed': {
    sentence: msg({ message: '{actor} removed {person} as Tech Lead of {project}' }),
    label: msg`Tech Lead removed`,
  },
  'project.completed': { sentence: msg({ message: '{actor} completed {project}' }), label: msg`Project completed` },
  'project.archived': { sentence: msg({ message: '{actor} archived {project}' }), label: msg`Project archived` },
  'project.reopened': { sentence: msg({ message: '{actor} reopened {project}' }), label: msg`Project reopened` },
  'project.deleted': { sentence: msg({ message: '{actor} deleted a project' }), label: msg`Project deleted` },
  'assignment.started': { sentence: msg({ message: '{actor} assigned {person} to {project}' }), label: msg`Assignment started` },
  'assignment.ended': {
    sentence: msg({ message: '{actor} ended the assignment of {person} to {project}' }),
    label: msg`Assignment ended`,
  },
  'assignment.retagged': {
    sentence: msg({ message: '{actor} changed the tags of {person} on {project}' }),
    label: msg`Tags changed`,
  },
  'assignment.changed': {
    sentence: msg({ message: '{actor} changed the assignment of {person} to {project}' }),
    label: msg`Assignment changed`,
  },
  'assignment.deleted': {
    sentence: msg({ message: '{actor} deleted an assignment of {person} to {project}' }),
    label: msg`Assignment deleted`,
  },
  'suggestion.approved': { sentence: msg({ message: '{actor} approved {skill} for {person}' }), label: msg`Suggestion approved` },
  'suggestion.adjusted': {
    sentence: msg({ message: '{actor} adjusted the level of {skill} for {person}' }),
    label: msg`Suggestion adjusted`,
  },
  'suggestion.rejected': { sentence: msg({ message: '{actor} rejected {skill} for {person}' }), label: msg`Suggestion rejected` },
  'suggestion.deleted': {
    sentence: msg({ message: '{actor} deleted a decision on {skill} for {person}' }),
    label: msg`Decision deleted`,
  },
  'validated_skill.added': { sentence: msg({ message: '{actor} validated {skill} for {person}' }), label: msg`Skill validated` },
  'validated_skill.changed': {
    sentence: msg({ message: '{actor} validated {skill} for {person} again' }),
    label: msg`Skill validated again`,
  },
  'validated_skill.withdrawn': {
    sentence: msg({ message: '{actor} withdrew the validated level of {person} in {skill}' }),
    label: msg`Validated level withdrawn`,
  },
  'validated_skill.moved': {
    sentence: msg({ message: '{actor} moved a level of {person} to {skill} by merging skills' }),
    label: msg`Validated level moved by a merge`,
  },
  'validated_skill.merged': {
    sentence: msg({ message: '{actor} ended the level of {person} in {skill} by merging skills' }),
    label: msg`Validated level ended by a merge`,
  },
  'skill.created': { sentence: msg({ message: '{actor} added {skill} to the taxonomy' }), label: msg`Skill added` },
  'skill.renamed': { sentence: msg({ message: '{actor} renamed {skill}' }), label: msg`Skill renamed` },
  'skill.recategorised': {
    sentence: msg({ message: '{actor} moved {skill} to another category' }),
    label: msg`Skill moved to another category`,
  },
  'skill.described': {
    sentence: msg({ message: '{actor} changed the description of {skill}' }),
    label: msg`Description of a skill changed`,
  },
  'skill.alias_added': { sentence: msg({ message: '{actor} added an alias of {skill}' }), label: msg`Alias of a skill added` },
  'skill.alias_removed': {
    sentence: msg({ message: '{actor} removed an alias of {skill}' }),
    label: msg`Alias of a skill removed`,
  },
  'skill.activated': { sentence: msg({ message: '{actor} reactivated {skill}' }), label: msg`Skill reactivated` },
  'skill.deactivated': { sentence: msg({ message: '{actor} deactivated {skill}' }), label: msg`Skill deactivated` },
  'skill.merged': { sentence: msg({ message: '{actor} merged {skill} into another skill' }), label: msg`Skill merged` },
  'skill.unmerged': { sentence: msg({ message: '{actor} ended the merge of {skill}' }), label: msg`Merge of a skill ended` },
  'skill.deleted': { sentence: msg({ message: '{actor} deleted a skill' }), label: msg`Skill deleted` },
  'person.created': { sentence: msg({ message: '{actor} added {person}' }), label: msg`Person added` },
  'person.changed': { sentence: msg({ message: '{actor} changed {person}' }), label: msg`Person changed` },
  'person.made_admin': { sentence: msg({ message: '{actor} made {person} an admin' }), label: msg`Admin rights granted` },
  'person.admin_withdrawn': {
    sentence: msg({ message: '{actor} removed the admin rights of {person}' }),
    label: msg`Admin rights removed`,
  },
  'person.left': { sentence: msg({ message: '{actor} deactivated {person}' }), label: msg`Person deactivated` },
  'person.returned': { sentence: msg({ message: '{actor} reactivated {person}' }), label: msg`Person reactivated` },
  'person.erased': { sentence: msg({ message: '{actor} erased {person}' }), label: msg`Person erased` },
  'person.deleted': { sentence: msg({ message: '{actor} deleted a person' }), label: msg`Person deleted` },
  'invitation.made': { sentence: msg({ message: '{actor} created an invitation for {person}' }), label: msg`Invitation created` },
  'invitation.withdrawn': {
    sentence: msg({ message: '{actor} withdrew the invitation for {person}' }),
    label: msg`Invitation withdrawn`,
  },
  'sign_in.password_set': { sentence: msg({ message: '{actor} set the password of {person}' }), label: msg`Password set` },
  'sign_in.added': { sentence: msg({ message: '{actor} added a sign-in method for {person}' }), label: msg`Sign-in method added` },
  'sign_in.removed': {
    sentence: msg({ message: '{actor} removed a sign-in method of {person}' }),
    label: msg`Sign-in method removed`,
  },
  'sign_in.session_added': { sentence: msg({ message: '{actor} added a session of {person}' }), label: msg`Session added` },
  'sign_in.session_changed': { sentence: msg({ message: '{actor} changed a session of {person}' }), label: msg`Session changed` },
  'sign_in.sessions_ended': { sentence: msg({ message: '{actor} ended the sessions of {person}' }), label: msg`Sessions ended` },
  'api_token.created': {
    sentence: msg({ message: '{actor} created API token {number}, which acts as {person}' }),
    label: msg`API token created`,
  },
  'api_token.changed': {
    sentence: msg({ message: '{actor} changed API token {number}, which acts as {person}' }),
    label: msg`API token changed`,
  },
  'api_token.revoked': {
    sentence: msg({ message: '{actor} revoked API token {number} of {person}' }),
    label: msg`API token revoked`,
  },
  'api_token.deleted': {
    sentence: msg({ message: '{actor} deleted API token {number} of {person}' }),
    label: msg`API token deleted`,
  },
  'import.run': {
    sentence: msg({ message: '{actor} ran an import' }),
    label: msg({ message: 'Import', context: 'noun', comment: 'An action in the audit log' }),
  },
  'table.truncated': { sentence: msg({ message: '{actor} truncated a table' }), label: msg`Table truncated` },
  'log.started': { sentence: msg({ message: '{actor} started this log' }), label: msg`Log started` },
};

/** The order of the actions in the filter. Related actions are next to each other. */
export const ACTIONS = Object.keys(ACTION_WORDS) as AuditAction[];
