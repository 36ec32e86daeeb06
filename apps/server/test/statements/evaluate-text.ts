import ts from 'typescript';

/** The values of names inside a called function. */
type Bindings = ReadonlyMap<ts.Symbol, readonly Value[]>;

/** A text, or an object, array or function of the source with the bindings of its scope. */
type Value = string | { node: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression | FunctionNode; bindings: Bindings };
type FunctionNode = ts.ArrowFunction | ts.FunctionDeclaration;

/**
 * The possible texts of a statement that is built from constants: literals, templates, constants of any file, members of
 * constant objects, both branches of a condition, and functions that only concatenate texts.
 *
 * @returns undefined for a text that is built at run time
 */
export function textsOf(statement: ts.Expression, checker: ts.TypeChecker): readonly string[] | undefined {
  const evaluator = new Evaluator(checker);
  const values = evaluator.evaluate(statement, new Map());
  const texts = values?.flatMap((value): readonly (Value | undefined)[] =>
    typeof value === 'string' ? [value] : (evaluator.member(value, 'text') ?? [undefined]),
  );
  return texts?.every((text) => typeof text === 'string') ? [...new Set(texts)] : undefined;
}

class Evaluator {
  constructor(private readonly checker: ts.TypeChecker) {}

  /** Every possible value of an expression; undefined if one of them is unknown. */
  evaluate(node: ts.Expression, bindings: Bindings): readonly Value[] | undefined {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isNumericLiteral(node)) return [String(Number(node.text.replaceAll('_', '')))];
    if (ts.isArrowFunction(node) || ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return [{ node, bindings }];
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isAwaitExpression(node))
      return this.evaluate(node.expression, bindings);
    if (ts.isConditionalExpression(node)) return all([this.evaluate(node.whenTrue, bindings), this.evaluate(node.whenFalse, bindings)]);
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.flatMap((span) => [this.evaluate(span.expression, bindings), [span.literal.text]]);
      return joined([[node.head.text], ...parts]);
    }
    if (ts.isBinaryExpression(node)) return this.combined(node, bindings);
    if (ts.isCallExpression(node)) return this.called(node, bindings);
    if (ts.isIdentifier(node)) return this.named(node, bindings);
    if (ts.isPropertyAccessExpression(node)) return this.members(this.evaluate(node.expression, bindings), node.name.text);
    if (ts.isElementAccessExpression(node)) return this.members(this.evaluate(node.expression, bindings));
    return undefined;
  }

  /** The values of one member of an object, or of all its members. */
  member({ node, bindings }: Exclude<Value, string>, name?: string): readonly Value[] | undefined {
    if (!ts.isObjectLiteralExpression(node)) return undefined;
    const found = node.properties.flatMap((property): (readonly Value[] | undefined)[] => {
      if (ts.isSpreadAssignment(property)) return [];
      if (name !== undefined && property.name?.getText() !== name) return [];
      if (ts.isShorthandPropertyAssignment(property)) {
        const symbol = this.checker.getShorthandAssignmentValueSymbol(property);
        return [symbol && this.ofSymbol(symbol, bindings)];
      }
      return [ts.isPropertyAssignment(property) ? this.evaluate(property.initializer, bindings) : undefined];
    });
    if (found.length > 0) return all(found);
    const spread = node.properties.find((property) => ts.isSpreadAssignment(property));
    return spread && this.members(this.evaluate(spread.expression, bindings), name);
  }

  private members(values: readonly Value[] | undefined, name?: string): readonly Value[] | undefined {
    return values && all(values.map((value) => (typeof value === 'string' ? undefined : this.member(value, name))));
  }

  private items(lists: readonly Value[] | undefined): readonly Value[] | undefined {
    const items = (list: Value) =>
      typeof list === 'object' && ts.isArrayLiteralExpression(list.node)
        ? all(list.node.elements.map((item) => this.evaluate(item, list.bindings)))
        : undefined;
    return lists && all(lists.map(items));
  }

  private named(node: ts.Identifier, bindings: Bindings): readonly Value[] | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    if (!symbol) return undefined;
    return this.ofSymbol((symbol.flags & ts.SymbolFlags.Alias) !== 0 ? this.checker.getAliasedSymbol(symbol) : symbol, bindings);
  }

  private ofSymbol(symbol: ts.Symbol, bindings: Bindings): readonly Value[] | undefined {
    const bound = bindings.get(symbol);
    if (bound) return bound;
    const declaration = symbol.valueDeclaration;
    if (!declaration) return undefined;
    if (ts.isFunctionDeclaration(declaration)) return [{ node: declaration, bindings }];
    if (ts.isBindingElement(declaration)) return this.destructured(declaration, bindings);
    if (!ts.isVariableDeclaration(declaration)) return undefined;
    if (ts.isForOfStatement(declaration.parent.parent)) {
      const items = this.items(this.evaluate(declaration.parent.parent.expression, bindings));
      // Only texts are supported: independent value lists per member would mix members of different objects.
      return items?.every((item) => typeof item === 'string') ? items : undefined;
    }
    const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConstant && declaration.initializer ? this.evaluate(declaration.initializer, bindings) : undefined;
  }

  private destructured(element: ts.BindingElement, bindings: Bindings): readonly Value[] | undefined {
    const { parent: pattern } = element;
    if (!ts.isVariableDeclaration(pattern.parent) || !pattern.parent.initializer) return undefined;
    const whole = this.evaluate(pattern.parent.initializer, bindings);
    if (ts.isObjectBindingPattern(pattern)) return this.members(whole, (element.propertyName ?? element.name).getText());
    const [list] = whole ?? [];
    const item =
      typeof list === 'object' && ts.isArrayLiteralExpression(list.node) && list.node.elements[pattern.elements.indexOf(element)];
    return typeof list === 'object' && item ? this.evaluate(item, list.bindings) : undefined;
  }

  private called(call: ts.CallExpression, bindings: Bindings): readonly Value[] | undefined {
    const [callee] = this.evaluate(call.expression, bindings) ?? [];
    if (typeof callee !== 'object' || !(ts.isArrowFunction(callee.node) || ts.isFunctionDeclaration(callee.node))) return undefined;
    const inner = new Map([...callee.bindings, ...bindings]);
    for (const [index, parameter] of callee.node.parameters.entries()) {
      const argument = call.arguments[index] ?? parameter.initializer;
      this.bind(parameter.name, argument && this.evaluate(argument, bindings), inner);
    }
    const results = callee.node.body && resultsOf(callee.node.body).map((result) => this.evaluate(result, inner));
    return results && all(results);
  }

  private bind(name: ts.BindingName, values: readonly Value[] | undefined, bindings: Map<ts.Symbol, readonly Value[]>): void {
    if (ts.isArrayBindingPattern(name)) return;
    if (ts.isObjectBindingPattern(name)) {
      for (const element of name.elements)
        this.bind(element.name, this.members(values, (element.propertyName ?? element.name).getText()), bindings);
      return;
    }
    const symbol = this.checker.getSymbolAtLocation(name);
    if (symbol && values) bindings.set(symbol, values);
  }

  private combined({ left, operatorToken: { kind }, right }: ts.BinaryExpression, bindings: Bindings): readonly Value[] | undefined {
    const sides = [this.evaluate(left, bindings), this.evaluate(right, bindings)] as const;
    const [a, b] = sides.map((values) => Number(values?.length === 1 ? values[0] : NaN));
    if (a === undefined || b === undefined) return undefined;
    if (kind === ts.SyntaxKind.PlusToken) return Number.isNaN(a + b) ? joined(sides) : [String(a + b)];
    const result = kind === ts.SyntaxKind.MinusToken ? a - b : kind === ts.SyntaxKind.AsteriskToken ? a * b : NaN;
    return Number.isNaN(result) ? undefined : [String(result)];
  }
}

/** The possible results of a function: its expression, or each of its `return` statements. */
function resultsOf(body: ts.ConciseBody): ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function all(values: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined {
  return values.includes(undefined) || values.length === 0 ? undefined : values.flatMap((some) => some ?? []);
}

function joined(parts: readonly (readonly Value[] | undefined)[]): readonly string[] | undefined {
  let texts: string[] = [''];
  for (const part of parts) {
    if (!part?.every((value) => typeof value === 'string')) return undefined;
    texts = texts.flatMap((text) => part.map((next) => text + next));
  }
  return texts;
}
