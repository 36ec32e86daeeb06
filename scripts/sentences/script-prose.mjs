import ts from 'typescript';
import { blank, placeholder } from './blank.mjs';
import { commentProse } from './comment-prose.mjs';

const COMMENT = /\/\/.*|\/\*[\s\S]*?\*\//g;
const TEST_FUNCTIONS = new Set(['describe', 'it', 'test']);

/** Comments and test names of a TypeScript or JavaScript file. Every other string is data. */
export function scriptProse(path, text) {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind);
  const titles = [];
  let code = '';
  const visit = (node) => {
    if (ts.isCallExpression(node) && TEST_FUNCTIONS.has(calledName(node.expression))) titles.push(...stringsIn(node.arguments[0]));
    if (isText(node)) {
      const start = ts.isJsxText(node) ? node.pos : node.getStart(source);
      code += text.slice(code.length, start) + blank(text.slice(start, node.end));
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  // The rest of the file has no strings, so that each comment marker in it begins a comment.
  code += text.slice(code.length);
  return [...commentProse(code, code.matchAll(COMMENT)), ...titles.map((title) => titlePiece(text, title.getStart(source), title.end))];
}

/** The `test` of `test`, `test.only`, `test.each([…])` and test.each`…`. */
function calledName(node) {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) return calledName(node.expression);
  return ts.isTaggedTemplateExpression(node) ? calledName(node.tag) : undefined;
}

function stringsIn(node) {
  if (node === undefined) return [];
  if (ts.isBinaryExpression(node)) return [...stringsIn(node.left), ...stringsIn(node.right)];
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node) ? [node] : [];
}

function isText(node) {
  return (
    ts.isStringLiteral(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isJsxText(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

function titlePiece(text, start, end) {
  const title = text.slice(start + 1, end - 1);
  return { start: start + 1, text: title.replaceAll(/\$\{[^}]*\}|`[^`]*`/g, placeholder).replaceAll(/\\./g, '’ ') };
}
