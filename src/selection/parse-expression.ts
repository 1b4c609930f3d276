import jsep from "jsep";

/** A node of a parsed expression; leaves tell where in the text they begin. */
export interface ExpressionNode {
  readonly type: string;
  readonly at?: number;
  readonly [key: string]: unknown;
}

/** An expression that is none, with the place in its text, from 0. */
export class ExpressionError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const unit = /[ \t\r\n]*(?!(?:and|or|not)\b)([A-Za-z]\w*)/y;
const word = /[A-Za-z_]\w*/y;

// What jsep knows besides is taken away: it reads JavaScript. Its tables are its own, and nobody else here reads with it.
jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
jsep.removeAllLiterals();
for (const [operator, precedence] of [
  ["or", 1],
  ["and", 2],
  ...["<", "<=", ">", ">=", "==", "!="].map((comparison) => [comparison, 3] as const),
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
] as const)
  jsep.addBinaryOp(operator, precedence);
for (const operator of ["-", "+", "not"]) jsep.addUnaryOp(operator);

jsep.hooks.add("gobble-token", function (env) {
  const found = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = this.index;
    const match = pattern.exec(this.expr);
    if (match !== null) this.index += match[0].length;
    return match;
  };
  const at = this.index;
  const value = found(number);
  if (value !== null) {
    const of = found(unit)?.[1];
    env.node = { type: "Quantity", at, value: Number(value[0]), ...(of !== undefined && { unit: of }) };
    return;
  }
  const name = found(word)?.[0];
  if (name === "not")
    this.index = at; // an operator, which jsep takes itself
  else if (name === "and" || name === "or") {
    this.index = at;
    this.throwError(`there is nothing before "${name}"`);
  } else if (name !== undefined) env.node = this.gobbleTokenProperty({ type: "Identifier", at, name });
});

/** The tree of an expression, not yet checked; an `ExpressionError` if there is none. */
export function parseExpression(text: string): ExpressionNode {
  try {
    return jsep(text) as ExpressionNode;
  } catch (error) {
    const { index, description } = error as { index?: number; description?: string };
    if (index === undefined || description === undefined) throw error;
    const advice = description === 'Unexpected "="' ? '; equality is "=="' : "";
    throw new ExpressionError(`${description}${advice}`, Math.min(index, text.length));
  }
}
