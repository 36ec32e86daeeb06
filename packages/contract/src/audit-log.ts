import { z } from 'zod';
import { idParameter, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

/** All actions in the audit log, in the order of the database’s enum type. */
export const auditActions = [
  'log.started',
  'table.truncated',
  'import.run',
  'skill.created',
  'skill.renamed',
  'skill.recategorised',
  'skill.described',
  'skill.activated',
  'skill.deactivated',
  'skill.merged',
  'skill.unmerged',
  'skill.alias_added',
  'skill.alias_removed',
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
  'validated_skill.moved',
  'validated_skill.merged',
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
  actorId: idParameter.optional().describe('the person who made the change'),
  profileId: idParameter.optional().describe('the person affected by the change'),
  projectId: idParameter.optional().describe('the project affected by the change'),
  subjectType: z.enum(auditSubjects).optional(),
  subjectId: idParameter.optional(),
  from: timestamp.optional().describe('recorded at or after this time'),
  to: timestamp.optional().describe('recorded before this time'),
};

export const listAuditLogQuery = z.strictObject({ ...filters, ...pageQuery });
export type ListAuditLogQuery = z.infer<typeof listAuditLogQuery>;

export const exportAuditLogQuery = z.strictObject(filters);
export type AuditLogFilters = z.infer<typeof exportAuditLogQuery>;

const named = z.object({ id: z.int(), name: z.string().describe('the current name') }).nullable();
const values = z.record(z.string(), z.unknown());

/** One change. The entry stores ids; the names are looked up and are the current ones. */
export const auditEntry = z
  .object({
    id: z.int(),
    recordedAt: timestampOut.describe('start of the transaction that made the change'),
    action: auditAction,
    actor: named.describe('null for the command line, the server itself, a person with an invitation, or SQL outside the server'),
    via: z
      .enum(['session', 'token', 'nobody', 'command', 'server'])
      .nullable()
      .describe(
        'origin of the change: a browser session, an API token, a route without sign-in, the command line, or the server itself; null for SQL outside the server',
      ),
    apiTokenId: z.int().nullable(),
    address: z.string().nullable().describe('address of the client, as seen by the server; null after it was erased'),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
    databaseRole: z.string().describe('database role that ran the statement'),
    subjectType: z.enum(auditSubjects),
    subjectId: z.int().nullable(),
    person: named.describe('the person affected by the change'),
    project: named,
    skill: named,
    details: z
      .looseObject({
        before: values.optional().describe('previous values of the changed fields'),
        after: values.optional().describe('new values of the changed fields'),
        fields: z.array(z.string()).optional().describe('other changed fields, whose values are not stored'),
      })
      .describe('for an import: kind, isWhole and counts'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditLogPage = page(auditEntry);

/** The media type of the export: one JSON entry per line. */
export const AUDIT_LOG_MEDIA_TYPE = 'application/x-ndjson';
