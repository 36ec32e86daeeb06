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
  @Route({ access: admin, summary: 'Who changed what, when and from where, newest first', response: auditLogPage })
  list(@Query({ schema: listAuditLogQuery }) query: ListAuditLogQuery, @WorkOn() connection: Connection) {
    return listAuditLog(connection, query);
  }

  @Get('export')
  @ApiProduces(AUDIT_LOG_MEDIA_TYPE)
  @Route({ access: admin, summary: 'The same as NDJSON, an entry a line, as many as there are', response: auditEntry })
  async export(@Query({ schema: exportAuditLogQuery }) query: AuditLogFilters, @WorkOn() connection: Connection) {
    const chunks = exportAuditLog(connection, query);
    // The first read before anything is sent: what refuses it is still an answer of its own.
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
