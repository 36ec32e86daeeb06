import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';

export interface PrintedPage {
  text: string;
  /** Texts that begin or end outside of the margins, so that a printer may cut them off. */
  cutOff: string[];
}

const MARGIN_PT = 33;

/** Prints a page on paper of this size, saves the PDF in e2e/screenshots/ for people to look at, and reads it again. */
export async function printed(page: Page, name: string, format: 'A4' | 'Letter' = 'A4'): Promise<PrintedPage[]> {
  const pdf = await page.pdf({ format, printBackground: true, preferCSSPageSize: true });
  const folder = resolve(import.meta.dirname, '../screenshots');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}-${format}.pdf`), pdf);
  const document = await getDocumentProxy(new Uint8Array(pdf));
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const sheet = await document.getPage(index + 1);
      const { width } = sheet.getViewport({ scale: 1 });
      const content = await sheet.getTextContent();
      const texts = content.items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
      return {
        text: texts.map(({ str }) => str).join(' '),
        cutOff: texts
          .filter(({ transform, width: length }) => Number(transform[4]) < MARGIN_PT || Number(transform[4]) + length > width - MARGIN_PT)
          .map(({ str }) => str),
      };
    }),
  );
}
