import { z } from 'zod';
import { idParameter, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

/** Everything that the audit log tells of, in the order of the database’s type. */
export const auditActions = [
  'log.started',
  'table.truncated',
  'import.run',
  'skill.created',
  'skill.renamed',
  'skill.recategorised',
  'skill.activated',
  'skill.deactivated',
  'skill.deleted',
  'project.created',
  'project.changed',
  'project.completed',
  'project.archived',
  'project.reopened',
  'project.lead_set',
  'project.lead_removed',
  'project.deleted',
  'project_scope.added',
  'project_scope.removed',
  'assignment.started',
  'assignment.ended',
  'assignment.retagged',
  'assignment.changed',
  'assignment.deleted',
  'person.created',
  'person.changed',
  'person.made_admin',
  'person.admin_withdrawn',
  'person.left',
  'person.returned',
  'person.erased',
  'person.deleted',
  'invitation.made',
  'invitation.withdrawn',
  'sign_in.password_set',
  'sign_in.added',
  'sign_in.removed',
  'sign_in.session_added',
  'sign_in.session_changed',
  'sign_in.sessions_ended',
  'api_token.created',
  'api_token.changed',
  'api_token.revoked',
  'api_token.deleted',
  'validated_skill.added',
  'validated_skill.changed',
  'validated_skill.withdrawn',
  'suggestion.approved',
  'suggestion.adjusted',
  'suggestion.rejected',
  'suggestion.deleted',
] as const;
export const auditAction = z.enum(auditActions).meta({ id: 'AuditAction' });
export type AuditAction = z.infer<typeof auditAction>;

export const auditSubjects = [
  'log',
  'import',
  'skill',
  'project',
  'assignment',
  'person',
  'invitation',
  'sign_in',
  'api_token',
  'validated_skill',
  'suggestion',
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

const filters = {
  action: auditAction.optional(),
  actorId: idParameter.optional().describe('who did it'),
  profileId: idParameter.optional().describe('whom it concerns'),
  projectId: idParameter.optional().describe('the project that it concerns'),
  subjectType: z.enum(auditSubjects).optional(),
  subjectId: idParameter.optional(),
  from: timestamp.optional().describe('recorded at this moment or later'),
  to: timestamp.optional().describe('recorded before this moment'),
};

export const listAuditLogQuery = z.strictObject({ ...filters, ...pageQuery });
export type ListAuditLogQuery = z.infer<typeof listAuditLogQuery>;

export const exportAuditLogQuery = z.strictObject(filters);
export type AuditLogFilters = z.infer<typeof exportAuditLogQuery>;

const named = z.object({ id: z.int(), name: z.string().describe('as it is today') }).nullable();
const values = z.record(z.string(), z.unknown());

/** One change. Names are those of today, and come from elsewhere: the entry itself holds ids. */
export const auditEntry = z
  .object({
    id: z.int(),
    recordedAt: timestampOut.describe('when the transaction that changed it began'),
    action: auditAction,
    actor: named.describe('null: the command line, the server itself, somebody with an invitation, or SQL past the server'),
    via: z
      .enum(['session', 'token', 'nobody', 'command', 'server'])
      .nullable()
      .describe('how: a browser’s session, an API token, an open route, the command line, the server itself; null: SQL past the server'),
    apiTokenId: z.int().nullable(),
    address: z.string().nullable().describe('of the client, as the server knew it; null once it was erased'),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
    databaseRole: z.string().describe('the role of the database that the statement came from'),
    subjectType: z.enum(auditSubjects),
    subjectId: z.int().nullable(),
    person: named.describe('whom it concerns'),
    project: named,
    skill: named,
    details: z
      .looseObject({
        before: values.optional().describe('of what changed, as it was'),
        after: values.optional().describe('of what changed, as it became'),
        fields: z.array(z.string()).optional().describe('changed as well; what they hold is not kept'),
      })
      .describe('an import holds kind, isWhole and counts'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditLogPage = page(auditEntry);

/** The media type of the export: an entry a line. */
export const AUDIT_LOG_MEDIA_TYPE = 'application/x-ndjson';
