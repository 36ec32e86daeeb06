import { beforeEach, inject } from 'vitest';
import { reasonNotOnCitus } from './not-on-citus.js';

// Vitest runs this file before each test file on a database.
if (inject('workerUrls').length > 0)
  beforeEach(({ task, skip }) => {
    const reason = reasonNotOnCitus(task.file.name, task.name);
    if (reason !== undefined) skip(reason);
  });
