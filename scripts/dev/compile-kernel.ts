import { join } from "node:path";
import { main } from "assemblyscript/asc";
import { packageRoot } from "../../src/node/package-root.ts";

const options = [
  ...["--optimizeLevel", "3"],
  ...["--runtime", "stub"],
  ...["--enable", "simd"],
  "--importMemory",
  "--noAssert",
];

/** The text of src/readout/kernel/kernel-module.ts: the compiled sources of its folder assembly, in base 64. */
export async function compileKernel(): Promise<string> {
  const sources = ["sample-loops.ts", "highest-sample.ts", "peaks.ts"];
  const baseDir = join(packageRoot(), "src", "readout", "kernel", "assembly");
  let compiled = new Uint8Array();
  const { error, stderr } = await main(
    [...sources, ...options, "--baseDir", baseDir, "--outFile", "kernel.wasm"],
    {
      writeFile: (_name, contents) => {
        compiled = contents as Uint8Array<ArrayBuffer>;
      },
    },
  );
  if (error !== null) throw new Error(`the kernel does not compile:\n${stderr.toString()}`);
  const lines = Buffer.from(compiled)
    .toString("base64")
    .match(/.{1,100}/g)!;
  return [
    "/** The WebAssembly of assembly/, in base 64. Made by `npm run build:kernel`. */",
    "export const kernelModule =",
    `${lines.map((line) => `  "${line}"`).join(" +\n")};`,
    "",
  ].join("\n");
}
