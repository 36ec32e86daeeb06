/** The same number of characters, all of them spaces except the line ends. */
export const blank = (text) => text.replaceAll(/[^\n]/g, ' ');

/** The same number of characters, for code inside a sentence: it is not a word, but it is not a gap either. */
export const placeholder = (text) => text.replaceAll(/[^\n]/g, '·');
