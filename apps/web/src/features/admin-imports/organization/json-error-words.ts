import { t } from '@lingui/core/macro';
import type { Expected, JsonError } from './find-json-error.ts';

/** Says where a text is not JSON, and why. */
export function jsonErrorInWords(error: JsonError): string {
  const { line, column } = error;
  switch (error.kind) {
    case 'unexpected': {
      const [expected, found] = [expectedInWords(error.expected), JSON.stringify(error.found)];
      return t`The file is not valid JSON at line ${line}, column ${column}. Expected: ${expected}. Found: ${found}.`;
    }
    case 'end': {
      const expected = expectedInWords(error.expected);
      return t`The file is not valid JSON: it ends at line ${line}, column ${column}. Expected there: ${expected}.`;
    }
    case 'lineBreak':
      return t`The file is not valid JSON at line ${line}, column ${column}: a string contains a line break.`;
    case 'controlCharacter':
      return t`The file is not valid JSON at line ${line}, column ${column}: a string contains a control character.`;
    case 'escape':
      return t`The file is not valid JSON at line ${line}, column ${column}: a string contains an invalid escape sequence.`;
    case 'unclosed':
      return t`The file is not valid JSON: the string that starts at line ${line}, column ${column} has no closing quote.`;
  }
}

function expectedInWords(expected: Expected): string {
  switch (expected) {
    case 'value':
      return t`a value`;
    case 'value or ]':
      return t`a value or ]`;
    case 'name or }':
      return t`a name in double quotes or }`;
    case 'name':
      return t`a name in double quotes`;
    case ':':
      return t`a colon after the name`;
    case ', or ]':
      return t`a comma or ]`;
    case ', or }':
      return t`a comma or }`;
    case 'end':
      return t`the end of the file`;
  }
}
