/**
 * Constructions that sound odd to a colleague, each with the plain English to use. `pattern` finds one in the text of a piece of
 * prose; white space in it also matches a line end.
 */
export const CONSTRUCTIONS = [
  { name: 'whoever', pattern: /\bwho(?:so)?m?ever\b/gi, use: 'the person who, or the name of the role' },
  { name: 'whatever', pattern: /\bwhatever\b/gi, use: 'any, every or regardless of' },
  { name: 'somebody', pattern: /\bsomebody\b/gi, use: 'the role (a person, an administrator)' },
  { name: 'nobody', pattern: /\bnobody\b/gi, use: 'no one, or no with the role' },
  { name: 'anybody', pattern: /\banybody\b/gi, use: 'any person or the role' },
  { name: 'anew', pattern: /\banew\b/gi, use: 'again' },
  { name: 'for ever', pattern: /\bfor\s+ever\b/gi, use: 'permanently or without a time limit' },
  { name: 'at once', pattern: /\bat\s+once\b/gi, use: 'simultaneously or immediately' },
  { name: 'tells, told', pattern: /\b(?:tells|told)\b/gi, use: 'shows, reports, returns or distinguishes' },
  {
    name: 'stands',
    pattern:
      /(?<!-)\b(?:stands\b(?!-|\s+(?:(?:in\s+)?for|still|alone|in\s+the\s+way)\b)|stand\s+(?:here|there|in)\b(?!\s+(?:for|the\s+way)\b)|stood\b)/gi,
    use: 'is, exists or remains',
  },
  { name: 'one’s own', pattern: /\bone['’]\s?s\s+own\b/gi, use: 'your own or their own' },
  { name: 'so many … that', pattern: /\bso\s+(?:many|few)\b[^.;:!?]*?\bthat\b/gi, use: 'the number, or a second sentence' },
  {
    name: 'it is over',
    pattern: /\bit(?:\s+is|['’]\s?s)\s+over\b(?!\s+(?:\d|an?\b|the\b|its?\b|this\b|HTTPS?\b|·))/gi,
    use: 'it has ended or it expired',
  },
  { name: 'goes on', pattern: /\b(?:goes|go|went)\s+on\b(?!\s+(?:the|an?)\b)/gi, use: 'continues' },
  { name: 'comes of', pattern: /\b(?:comes?|came)\s+of\b/gi, use: 'results from or is caused by' },
  { name: 'is none', pattern: /(?<!\bthere\s+)\b(?:is|are|was|were)\s+none\b/gi, use: 'is not a … or does not …' },
  { name: 'is nothing of', pattern: /\b(?:is|are|was|has|have|keeps?)\s+nothing\s+of\b/gi, use: 'no …, or a verb with not' },
  { name: 'as it were', pattern: /\bas\s+it\s+were\b/gi, use: 'the exact word' },
  { name: 'of its own accord', pattern: /\bof\s+(?:its|their|his|her)\s+own\s+accord\b/gi, use: 'automatically or without a request' },
  { name: 'for good', pattern: /\bfor\s+good\b(?!\s+(?:reasons?|measure|practice)\b)/gi, use: 'permanently' },
  { name: 'in vain', pattern: /\bin\s+vain\b/gi, use: 'without success or without an answer' },
  { name: 'all the same', pattern: /(?<!\b(?:are|were)\s+)\ball\s+the\s+same\b/gi, use: 'anyway or still' },
  { name: 'by half', pattern: /\bby\s+half\b/gi, use: 'partly or incomplete' },
  { name: 'ever after', pattern: /\bever\s+after\b/gi, use: 'from then on or permanently' },
  { name: 'put down to', pattern: /\bput\s+down\s+to\b/gi, use: 'attributed to or recorded for' },
];
