import { Module } from '@nestjs/common';
import { ProgressUpdatesController } from './progress-updates.controller.js';

@Module({ controllers: [ProgressUpdatesController] })
export class ProgressUpdatesModule {}
