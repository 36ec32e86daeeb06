import type { ErrorCode } from '@skilltrace/contract';

const MOST_SHOWN = 100;

export interface RejectedCommit {
  commit: string;
  code: ErrorCode;
  message: string;
}

/** Collects the commits that are not imported, with the reasons. Counts all of them and keeps the first 100. */
export class RejectedCommits {
  count = 0;
  readonly first: RejectedCommit[] = [];

  add(commit: string, code: ErrorCode, message: string): void {
    this.count += 1;
    if (this.first.length < MOST_SHOWN) this.first.push({ commit, code, message });
  }
}
