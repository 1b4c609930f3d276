import { distance } from "fastest-levenshtein";
import type { Events } from "../detector/events.ts";
import type { ColumnSet } from "../event/columns.ts";
import { compare, compareWith, isComparison, type Read } from "./comparison.ts";
import type { Passes } from "./cut.ts";
import { type Dimension, dimensionOf, inUnits, pure, unitOf } from "./dimension.ts";
import { type ExpressionProblem, refuseText } from "./expression-text.ts";
import { ExpressionError, type ExpressionNode } from "./parse-expression.ts";

/** What a part of an expression stands for, once its names and units are found good. */
type Meaning =
  | {
      readonly kind: "number";
      readonly dimension: Dimension;
      readonly read: Read;
      readonly constant?: number;
    }
  | { readonly kind: "condition"; readonly test: Passes };
type NumberMeaning = Extract<Meaning, { kind: "number" }>;

const functions: Readonly<Record<string, { most: number; of(values: readonly Read[]): Read }>> = {
  abs: {
    most: 1,
    of:
      ([x]) =>
      (events, i) =>
        Math.abs(x!(events, i)),
  },
  sqrt: {
    most: 1,
    of:
      ([x]) =>
      (events, i) =>
        Math.sqrt(x!(events, i)),
  },
  min: { most: 8, of: (values) => extreme(values, Math.min) },
  max: { most: 8, of: (values) => extreme(values, Math.max) },
};

function extreme(values: readonly Read[], pick: (a: number, b: number) => number): Read {
  return values.reduce((a, b) => (events, i) => pick(a(events, i), b(events, i)));
}

/**
 * The predicate that an expression over columns stands for, such as `ecalEnergy < 45 GeV and hcalEnergy < 1.2 GeV`; or what is wrong
 * with it. Nothing of it is run as code: its tree becomes functions of ours, node by node, and a node that is not of the few known is
 * refused. Values of a wide column are numbered from 1: `hcalModuleEnergy[1]`. What an event does not have (NaN) passes no comparison
 * but `!=`.
 */
export function compileExpression(
  text: string,
  columns: ColumnSet,
  parse: (text: string) => ExpressionNode,
): Passes | ExpressionProblem[] {
  const refused = refuseText(text);
  if (refused !== undefined) return [refused];
  let tree: ExpressionNode;
  try {
    tree = parse(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [{ character: error.at + 1, what: `is not an expression: ${error.message}` }];
  }
  const problems: ExpressionProblem[] = [];
  const meaning = prepareCompiler(columns, problems)(tree);
  if (problems.length > 0 || meaning === undefined) return problems;
  if (meaning.kind === "condition") return meaning.test;
  return [
    {
      character: 1,
      what: `is a number${inUnits(meaning.dimension)}, and a cut is a condition: compare it, as in ecalEnergy < 45 GeV`,
    },
  ];
}

function prepareCompiler(columns: ColumnSet, problems: ExpressionProblem[]) {
  const refuse = (node: ExpressionNode, what: string): undefined => {
    problems.push({ character: placeOf(node) + 1, what });
    return undefined;
  };

  const numberOf = (node: ExpressionNode): NumberMeaning | undefined => {
    const meaning = compile(node);
    if (meaning === undefined || meaning.kind === "number") return meaning;
    return refuse(
      node,
      "is a condition where a number belongs: join conditions by and, or, such as 1 GeV < ecalEnergy and ecalEnergy < 80 GeV, and put not (...) around them",
    );
  };
  const conditionOf = (node: ExpressionNode, operator: string): Passes | undefined => {
    const meaning = compile(node);
    if (meaning === undefined) return undefined;
    if (meaning.kind === "condition") return meaning.test;
    return refuse(
      node,
      `is a number where ${operator} needs a condition: ${operator === "not" ? "put the whole condition in parentheses, as in not (vetoEnergy < 7 MeV)" : "compare it, as in ecalEnergy < 45 GeV"}`,
    );
  };
  const sameDimension = (node: ExpressionNode, left: NumberMeaning, right: NumberMeaning): boolean => {
    if (left.dimension.every((exponent, k) => exponent === right.dimension[k])) return true;
    const name = (dimension: Dimension): string => inUnits(dimension).replace(" in ", "") || "a pure number";
    refuse(
      node,
      `${node.operator as string} has ${name(left.dimension)} on its left and ${name(right.dimension)} on its right: give numbers their unit, as in 45 GeV`,
    );
    return false;
  };

  function binary(node: ExpressionNode): Meaning | undefined {
    const operator = node.operator as string;
    const [left, right] = [node.left as ExpressionNode, node.right as ExpressionNode];
    if (operator === "and" || operator === "or") {
      const [a, b] = [conditionOf(left, operator), conditionOf(right, operator)];
      if (a === undefined || b === undefined) return undefined;
      const test: Passes =
        operator === "and"
          ? (events, i) => a(events, i) && b(events, i)
          : (events, i) => a(events, i) || b(events, i);
      return { kind: "condition", test };
    }
    const [a, b] = [numberOf(left), numberOf(right)];
    if (a === undefined || b === undefined) return undefined;
    if (operator === "*" || operator === "/") {
      const sign = operator === "*" ? 1 : -1;
      const dimension = a.dimension.map((exponent, k) => exponent + sign * b.dimension[k]!);
      const [x, y] = [a.read, b.read];
      const read: Read =
        operator === "*"
          ? (events, i) => x(events, i) * y(events, i)
          : (events, i) => x(events, i) / y(events, i);
      return { kind: "number", dimension, read };
    }
    if (!sameDimension(node, a, b)) return undefined;
    const [x, y] = [a.read, b.read];
    if (operator === "+" || operator === "-") {
      const read: Read =
        operator === "+"
          ? (events, i) => x(events, i) + y(events, i)
          : (events, i) => x(events, i) - y(events, i);
      return { kind: "number", dimension: a.dimension, read };
    }
    if (!isComparison(operator)) return refuse(node, `"${operator}" is not known here`);
    return {
      kind: "condition",
      test: b.constant === undefined ? compare(operator, x, y) : compareWith(operator, x, b.constant),
    };
  }

  function unary(node: ExpressionNode): Meaning | undefined {
    const argument = node.argument as ExpressionNode;
    if (node.operator === "not") {
      const test = conditionOf(argument, "not");
      return test && { kind: "condition", test: (events, i) => !test(events, i) };
    }
    const value = numberOf(argument);
    if (value === undefined || node.operator === "+") return value;
    const { dimension, read, constant } = value;
    return constant === undefined
      ? { kind: "number", dimension, read: (events, i) => -read(events, i) }
      : constantOf(dimension, -constant);
  }

  function quantity(node: ExpressionNode): Meaning | undefined {
    const [value, name] = [node.value as number, node.unit as string | undefined];
    if (name === undefined) return constantOf(pure, value);
    const unit = unitOf(name);
    if (unit === undefined)
      return refuse(
        node,
        `"${name}" is not a unit; known are GeV, MeV, keV, eV, TeV, mm, cm, m, um, ns, us, ms, s, mrad, urad, rad, MHz, kHz, Hz`,
      );
    return constantOf(unit.dimension, value * unit.factor);
  }

  function column(node: ExpressionNode, name: string, index?: ExpressionNode): Meaning | undefined {
    if (!Object.hasOwn(columns, name)) return refuse(node, unknownName(name, Object.keys(columns), "column"));
    const { unit, width } = columns[name]!;
    const dimension = dimensionOf(unit);
    const key = name as keyof Events;
    if (width === undefined) {
      if (index !== undefined) return refuse(node, `${name} has one value: leave out the brackets`);
      return { kind: "number", dimension, read: (events, i) => events[key][i]! };
    }
    const example = `number one from 1 to ${width}, as in ${name}[1]`;
    if (index === undefined) return refuse(node, `${name} has ${width} values: ${example}`);
    const k = index.type === "Quantity" && index.unit === undefined ? (index.value as number) : Number.NaN;
    if (!Number.isInteger(k) || k < 1 || k > width)
      return refuse(node, `${name} has ${width} values, and its brackets hold something else: ${example}`);
    return { kind: "number", dimension, read: (events, i) => events[key][i * width + k - 1]! };
  }

  function call(node: ExpressionNode): Meaning | undefined {
    const callee = node.callee as ExpressionNode;
    const name = callee.type === "Identifier" ? (callee.name as string) : "";
    const known = Object.keys(functions);
    if (!Object.hasOwn(functions, name)) return refuse(node, unknownName(name, known, "function"));
    const { most, of } = functions[name]!;
    const given = node.arguments as ExpressionNode[];
    if (given.length < 1 || given.length > most)
      return refuse(
        node,
        `${name} takes ${most === 1 ? "one value" : `1 to ${most} values`}, not ${given.length}`,
      );
    const values = given.map(numberOf);
    if (values.some((value) => value === undefined)) return undefined;
    const [first, ...others] = values as NumberMeaning[] as [NumberMeaning, ...NumberMeaning[]];
    if (!others.every((other) => sameDimension({ ...node, operator: name }, first, other))) return undefined;
    const dimension = name === "sqrt" ? first.dimension.map((exponent) => exponent / 2) : first.dimension;
    if (!dimension.every(Number.isInteger))
      return refuse(node, `sqrt of a number${inUnits(first.dimension)} has no unit that is known here`);
    return { kind: "number", dimension, read: of(values.map((value) => value!.read)) };
  }

  function compile(node: ExpressionNode): Meaning | undefined {
    switch (node.type) {
      case "Quantity":
        return quantity(node);
      case "Identifier":
        return column(node, node.name as string);
      case "MemberExpression": {
        const object = node.object as ExpressionNode;
        if (object.type === "Identifier" && node.computed === true)
          return column(object, object.name as string, node.property as ExpressionNode);
        return refuse(
          node,
          "looks into a part of a value, and a value has none: a column has a name, and perhaps a number in brackets",
        );
      }
      case "CallExpression":
        return call(node);
      case "UnaryExpression":
        return unary(node);
      case "BinaryExpression":
        return binary(node);
      case "Compound": {
        const second = (node.body as ExpressionNode[])[1];
        return refuse(second ?? node, "has no operator before it: join conditions by and, or");
      }
      default:
        return refuse(
          node,
          "is nothing that an expression may hold: columns, numbers with units, comparisons, and, or, not, + - * /, abs, sqrt, min, max",
        );
    }
  }
  return compile;
}

function constantOf(dimension: Dimension, constant: number): NumberMeaning {
  return { kind: "number", dimension, constant, read: () => constant };
}

/** Where a node begins: where the first of its leaves does that tells it. */
function placeOf(node: ExpressionNode): number {
  if (node.at !== undefined) return node.at;
  for (const key of ["left", "argument", "object", "callee", "body", "arguments", "elements"]) {
    const child = node[key];
    const first = (Array.isArray(child) ? child[0] : child) as ExpressionNode | undefined | null;
    if (first !== undefined && first !== null) return placeOf(first);
  }
  return 0;
}

/** That a name is none of the known ones, with the one that was meant, or all if they are few. */
function unknownName(name: string, known: readonly string[], what: string): string {
  const shown = name.length > 40 ? `${name.slice(0, 40)}...` : name;
  const [best] = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const meant = best !== undefined && best.edits <= Math.max(1, 0.4 * name.length);
  const unit = what === "column" && unitOf(name) !== undefined;
  const advice = meant
    ? `did you mean "${best.candidate}"?`
    : unit
      ? "a unit stands behind a number, as in 45 GeV"
      : known.length <= 8
        ? `known are ${known.join(", ")}`
        : "`aprime inspect` lists the columns of a file";
  return `there is no ${what} "${shown}"; ${advice}`;
}
