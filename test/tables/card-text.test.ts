import { describe, expect, test } from "vitest";
import { type CardText, layCards, parseLayer, setValue } from "../../src/tables/card-text.ts";

/** Cards `a.yaml`, `b.yaml`, ... of some texts, the first at the bottom. */
function lay(...texts: string[]): CardText {
  const layers = texts.map((text, k) => {
    const layer = parseLayer(`${"abc"[k]}.yaml`, text);
    if (Array.isArray(layer)) throw new Error(layer[0]!.what);
    return layer;
  });
  return layCards(layers);
}

/** What is wrong with a text as YAML: "where: what" each. */
function problems(text: string): string[] {
  const layer = parseLayer("card.yaml", text);
  return Array.isArray(layer) ? layer.map(({ where, what }) => `${where}: ${what}`) : [];
}

describe("parseLayer", () => {
  test("reads a card, and knows the line of each of its nodes", () => {
    const layer = parseLayer(
      "x.yaml",
      "# title\nbeam:\n  momentum: 3\n  sizes:\n    - 1\n    - 2\nname: n\n",
    );
    if (Array.isArray(layer)) throw new Error("not a card");
    expect(layer.tree).toEqual({ beam: { momentum: 3, sizes: [1, 2] }, name: "n" });
    const paths = [
      ["beam"],
      ["beam", "momentum"],
      ["beam", "sizes"],
      ["beam", "sizes", 1],
      ["name"],
      ["gone"],
    ];
    expect(paths.map((path) => layer.line(path))).toEqual([2, 3, 4, 6, 7, undefined]);
    expect(layer.line(["beam", "momentum", "value"])).toBeUndefined();
  });

  test("takes lines that end as on Windows, and a byte order mark", () => {
    const layer = parseLayer("x.yaml", "\uFEFFbeam:\r\n  momentum: 3\r\n");
    if (Array.isArray(layer)) throw new Error("not a card");
    expect(layer.tree).toEqual({ beam: { momentum: 3 } });
    expect(layer.line(["beam", "momentum"])).toBe(2);
  });

  test.each([
    ["", "card.yaml:1: holds no card; `aprime init` writes one to start from"],
    ["# only a comment\n", "card.yaml:1: holds no card; `aprime init` writes one to start from"],
    ["- 1\n- 2\n", "card.yaml:1: holds no card; `aprime init` writes one to start from"],
    ["just words", "card.yaml:1: holds no card; `aprime init` writes one to start from"],
    ["a: 1\nb:\n\tc: 2\n", "card.yaml:3: is not YAML: Tabs are not allowed as indentation"],
    ["a: 1\nb: 2\na: 3\n", "card.yaml:3: is not YAML: Map keys must be unique"],
    ["a: 1\n__proto__:\n  polluted: 1\n", "card.yaml:2: this cannot be a key"],
    ["a: 1\n[b, c]: 1\n", "card.yaml:2: this cannot be a key"],
    ["a: 1\n? { b: 1 }\n: 2\n", "card.yaml:2: this cannot be a key"],
  ])("%j is refused", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test("tells each place that is not YAML", () => {
    const places = problems("a: [1\nb: }\nc: 2\nd: ]\n").map((problem) => problem.split(" ", 1)[0]);
    expect(places.length).toBeGreaterThan(1);
    expect(new Set(places).size, "each line once").toBe(places.length);
    expect(problems("a: 1\n---\nb: 2\n")[0]).toMatch(/^card\.yaml:2: is not YAML: .*multiple documents/);
  });

  test("refuses a text whose aliases make it huge", () => {
    const lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"];
    for (let k = 1; k < 8; k++)
      lines.push(
        `a${k}: &a${k} [${Array(9)
          .fill(`*a${k - 1}`)
          .join(", ")}]`,
      );
    expect(problems(lines.join("\n"))).toEqual([
      "card.yaml:1: its aliases (*name) grow beyond measure: write out what they stand for",
    ]);
  });
});

const base = `
beam:
  momentum: { value: 100 GeV, status: published, source: paper }
  sizes: { value: [1 mm, 2 mm], status: assumed, source: guess }
name: base
list: [1, 2]
`;

describe("layCards", () => {
  test("merges sections, the top one last", () => {
    const { raw } = lay(base, "name: top\nbeam:\n  extra: { value: 1, status: assumed, source: x }\n");
    expect(raw).toMatchObject({ name: "top", beam: { momentum: { value: "100 GeV" }, extra: { value: 1 } } });
  });

  test("a plain value over an entry becomes an assumption of its file", () => {
    const { raw } = lay(base, "beam:\n  momentum: 90 GeV\n  sizes: [3 mm]\n");
    expect(raw.beam).toEqual({
      momentum: { value: "90 GeV", status: "assumed", source: "b.yaml" },
      sizes: { value: ["3 mm"], status: "assumed", source: "b.yaml" },
    });
  });

  test("an entry over an entry replaces it whole", () => {
    const { raw } = lay(base, "beam:\n  momentum: { value: 90 GeV, note: no source }\n");
    expect((raw.beam as { momentum: unknown }).momentum).toEqual({ value: "90 GeV", note: "no source" });
  });

  test("an entry without a value changes what it says of the entry below", () => {
    const { raw } = lay(base, "beam:\n  momentum: { note: checked }\n");
    expect((raw.beam as { momentum: unknown }).momentum).toEqual({
      value: "100 GeV",
      status: "published",
      source: "paper",
      note: "checked",
    });
  });

  test("a list or a plain value in place of a section stays, to be refused", () => {
    expect(lay(base, "beam: 3\n").raw.beam).toBe(3);
    expect(lay(base, "list: [7]\n").raw.list).toEqual([7]);
    expect(lay(base, "name: { a: 1 }\n").raw.name).toEqual({ a: 1 });
  });

  test("does not touch what every object inherits", () => {
    const { raw } = lay(base, "toString: { polluted: 1 }\nconstructor: { polluted: 1 }\n");
    expect(Object.keys(raw)).toEqual(["beam", "name", "list", "toString", "constructor"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((Object as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("locate", () => {
  test("names the file that has the last word", () => {
    const { locate } = lay(base, "name: top\nbeam:\n  sizes: [3 mm]\n", "# c\nname: tip\n");
    expect(locate(["beam", "momentum", "value"])).toBe("a.yaml:3");
    expect(locate(["beam", "sizes"])).toBe("b.yaml:3");
    expect(locate(["name"])).toBe("c.yaml:2");
  });

  test("a plain value over an entry stands in its own file, not in the one below", () => {
    const { locate } = lay(base, "beam:\n  momentum: 90\n  sizes: [1, 2]\n");
    expect(locate(["beam", "momentum", "value"])).toBe("b.yaml:2");
    expect(locate(["beam", "momentum", "status"])).toBe("b.yaml:2");
    expect(locate(["beam", "sizes", "value", 1])).toBe("b.yaml:3");
  });

  test("what an entry lacks is to be added where the entry is", () => {
    const { locate } = lay(base, "beam:\n  momentum: { value: 90 GeV }\n");
    expect(locate(["beam", "momentum", "source"])).toBe("b.yaml:2");
  });

  test("what an entry leaves to the one below is in the one below", () => {
    const { locate } = lay(base, "beam:\n  momentum: 90 GeV\n", "\nbeam:\n  momentum: { status: derived }\n");
    expect(locate(["beam", "momentum", "status"])).toBe("c.yaml:3");
    expect(locate(["beam", "momentum", "value"])).toBe("b.yaml:2");
  });

  test("what is missing is to be added in the topmost file with its section", () => {
    const { locate } = lay(base, "\n\nbeam:\n  sizes: [1 mm]\n", "# c\nname: tip\n");
    expect(locate(["beam", "gone", "value"])).toBe("b.yaml:3");
    expect(locate(["gone", "too"])).toBe("c.yaml:2");
    expect(locate([])).toBe("c.yaml:2");
  });

  test("finds lines within entries of several lines", () => {
    const { locate } = lay("beam:\n  momentum:\n    value: 5\n    status: x\n    source: y\n");
    expect(locate(["beam", "momentum", "status"])).toBe("a.yaml:4");
  });
});

describe("setValue", () => {
  const card = () => lay(base, "pileup:\n  algorithm: highest-sample\n").raw;

  test("sets an entry, and makes it an assumption of the command line", () => {
    const raw = card();
    expect(setValue(raw, "beam.momentum=90 GeV")).toBeUndefined();
    expect((raw.beam as Record<string, unknown>).momentum).toEqual({
      value: "90 GeV",
      status: "assumed",
      source: "--set on the command line",
    });
  });

  test("takes a list with commas where there is a list", () => {
    const raw = card();
    expect(setValue(raw, "beam.sizes=3mm, 4mm,5mm")).toBeUndefined();
    expect(raw).toMatchObject({ beam: { sizes: { value: ["3mm", "4mm", "5mm"], status: "assumed" } } });
  });

  test("sets a text, which may hold an equals sign", () => {
    const raw = card();
    expect(setValue(raw, "pileup.algorithm=other")).toBeUndefined();
    expect(setValue(raw, "name=a=b")).toBeUndefined();
    expect(raw).toMatchObject({ pileup: { algorithm: "other" }, name: "a=b" });
  });

  test.each([
    ["beam.momentum", '"beam.momentum" is not of the form path=value, such as beam.dutyFactor=0.8'],
    ["=3", '"=3" is not of the form path=value, such as beam.dutyFactor=0.8'],
    ["", '"" is not of the form path=value, such as beam.dutyFactor=0.8'],
    ["beam.momentm=3 GeV", 'the card has no "beam.momentm"; there it has momentum, sizes'],
    [
      "baem.momentum=3 GeV",
      'the card has no "baem.momentum": "baem" is not there; it has beam, name, list, pileup',
    ],
    ["name.x=3", 'the card has no "name.x": "name" is not there; it has beam, name, list, pileup'],
    ["toString=3", 'the card has no "toString"; there it has beam, name, list, pileup'],
    [
      "__proto__.x=3",
      'the card has no "__proto__.x": "__proto__" is not there; it has beam, name, list, pileup',
    ],
    ["beam=3", '"beam" is a section, not a number; it has momentum, sizes'],
    [
      "beam.momentum.value=3 GeV",
      '"beam.momentum" is a number: set it as beam.momentum=..., which makes it assumed',
    ],
    [
      "beam.momentum.status=published",
      '"beam.momentum" is a number: set it as beam.momentum=..., which makes it assumed',
    ],
  ])("%s is refused, and changes nothing", (assignment, problem) => {
    const raw = card();
    expect(setValue(raw, assignment)).toBe(problem);
    expect(raw).toEqual(card());
  });
});
