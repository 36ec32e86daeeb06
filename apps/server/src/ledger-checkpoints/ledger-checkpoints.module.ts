import { Module } from '@nestjs/common';
import { LedgerCheckpointsService } from './ledger-checkpoints.service.js';

/** Takes a daily checkpoint of the ledgers. It has no route and no page. The manual command is `skilltrace ledger checkpoint`. */
@Module({ providers: [LedgerCheckpointsService] })
export class LedgerCheckpointsModule {}
