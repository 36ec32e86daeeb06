import { Module } from '@nestjs/common';
import { SuggestionsController } from './suggestions.controller.js';
import { ValidationInboxController } from './validation-inbox.controller.js';

@Module({ controllers: [SuggestionsController, ValidationInboxController] })
export class ValidationModule {}
