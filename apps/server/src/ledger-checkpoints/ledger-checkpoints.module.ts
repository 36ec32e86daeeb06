import { Module } from '@nestjs/common';
import { LedgerCheckpointsService } from './ledger-checkpoints.service.js';

/** The daily checkpoint of the ledgers; it has no route and no screen. By hand: `skilltrace ledger checkpoint`. */
@Module({ providers: [LedgerCheckpointsService] })
export class LedgerCheckpointsModule {}
