import type { ErrorCode } from '@skilltrace/contract';

const MOST_SHOWN = 100;

export interface RejectedCommit {
  commit: string;
  code: ErrorCode;
  message: string;
}

/** Commits that are not imported, with the reasons: all are counted, the first hundred are kept. */
export class RejectedCommits {
  count = 0;
  readonly first: RejectedCommit[] = [];

  add(commit: string, code: ErrorCode, message: string): void {
    this.count += 1;
    if (this.first.length < MOST_SHOWN) this.first.push({ commit, code, message });
  }
}
