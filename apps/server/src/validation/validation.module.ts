import { Module } from '@nestjs/common';
import { InboxService } from './inbox.service.js';
import { ResolutionService } from './resolution.service.js';
import { SuggestionsController } from './suggestions.controller.js';
import { ValidationInboxController } from './validation-inbox.controller.js';

@Module({ controllers: [SuggestionsController, ValidationInboxController], providers: [InboxService, ResolutionService] })
export class ValidationModule {}
