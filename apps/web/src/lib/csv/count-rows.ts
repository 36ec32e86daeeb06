const [QUOTE, LINE_FEED] = [0x22, 0x0a];

/** Counts the rows below the header in a CSV file while its parts arrive. A line break inside quotes does not end a row. */
export class RowCounter {
  private isQuoted = false;
  private lines = 0;

  add(part: Uint8Array): void {
    for (const byte of part) {
      if (byte === QUOTE) this.isQuoted = !this.isQuoted;
      else if (byte === LINE_FEED && !this.isQuoted) this.lines++;
    }
  }

  get rows(): number {
    return Math.max(0, this.lines - 1);
  }
}
