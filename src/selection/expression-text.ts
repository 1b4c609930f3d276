/** The longest expression, in characters, and how deep its parentheses may be nested. */
export const longestExpression = 1000;
const deepest = 32;

/** Something that is wrong with an expression: the character where, from 1, and what. */
export interface ExpressionProblem {
  readonly character: number;
  readonly what: string;
}

/** What can be said without reading it: it is too long, too deep, or holds what no expression does. */
export function refuseText(text: string): ExpressionProblem | undefined {
  if (text.trim() === "")
    return { character: 1, what: "is empty: write a condition, such as ecalEnergy < 45 GeV" };
  if (text.length > longestExpression) {
    const what = `is ${text.length} characters long, and may have ${longestExpression}: split it into several cuts`;
    return { character: longestExpression + 1, what };
  }
  const strange = /[^\w \t\r\n.()[\],<>=!+\-*/]/u.exec(text);
  if (strange !== null) {
    const [sign] = strange;
    const printable = /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? `"${sign}"` : "a sign that cannot be seen";
    const code = sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    const advice = /[&|]/.test(sign)
      ? "write and, or, not"
      : "use letters, digits and . ( ) [ ] , < > = ! + - * /";
    return { character: strange.index + 1, what: `holds ${printable} (U+${code}): ${advice}` };
  }
  let depth = 0;
  for (const [k, sign] of [...text].entries()) {
    if (sign === "(" || sign === "[") depth++;
    if (sign === ")" || sign === "]") depth--;
    if (depth > deepest) return { character: k + 1, what: `is nested more than ${deepest} deep` };
  }
  return undefined;
}
