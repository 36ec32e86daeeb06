import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import {
  AUDIT_LOG_MEDIA_TYPE,
  auditEntry,
  auditLogPage,
  exportAuditLogQuery,
  listAuditLogQuery,
  type AuditLogFilters,
  type ListAuditLogQuery,
} from '@skilltrace/contract';
import { admin } from '../access/rules.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { exportAuditLog, listAuditLog } from './read-audit-log.js';

@Controller('api/audit_log')
export class AuditLogController {
  @Get()
  @Route({
    access: admin,
    summary: 'Audit log entries: who changed what, when and from where, newest first',
    response: auditLogPage,
    csv: [
      'id',
      'recordedAt',
      'action',
      'actor.id',
      'actor.name',
      'via',
      'apiTokenId',
      'address',
      'userAgent',
      'requestId',
      'databaseRole',
      'subjectType',
      'subjectId',
      'person.id',
      'person.name',
      'project.id',
      'project.name',
      'skill.id',
      'skill.name',
      'details',
    ],
  })
  list(@Query({ schema: listAuditLogQuery }) query: ListAuditLogQuery, @WorkOn() connection: Connection) {
    return listAuditLog(connection, query);
  }

  @Get('export')
  @ApiProduces(AUDIT_LOG_MEDIA_TYPE)
  @Route({ access: admin, summary: 'Audit log as NDJSON, one entry per line, without a limit', response: auditEntry })
  async export(@Query({ schema: exportAuditLogQuery }) query: AuditLogFilters, @WorkOn() connection: Connection) {
    const chunks = exportAuditLog(connection, query);
    // Reads the first chunk before sending, so that an error can still become a proper error response.
    const first = await chunks.next();
    return new StreamableFile(Readable.from(startingWith(first, chunks), { objectMode: false }), {
      type: AUDIT_LOG_MEDIA_TYPE,
      disposition: 'attachment; filename="audit-log.ndjson"',
    });
  }
}

async function* startingWith(first: IteratorResult<string, void>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
