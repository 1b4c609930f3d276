import { kernelModule } from "./kernel-module.ts";

/** The functions of assembly/: every argument is a number, places are in bytes. */
type KernelFunctions = Readonly<
  Record<"fillNoise" | "addPulses" | "digitise" | "findHighest", (...numbers: number[]) => void>
>;

/** What is used of an environment that the core has no types of. */
declare function atob(base64: string): string;
interface Memory {
  readonly buffer: ArrayBuffer;
}
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: Memory } },
  ) => { readonly exports: unknown };
};

const module = compile();

/** Whether WebAssembly with its 128-bit vectors can be had here: all supported Node versions, unless the processor is very old. */
export const hasKernel = module !== undefined;

function compile(): object | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  const bytes = Uint8Array.from(atob(kernelModule), (byte) => byte.charCodeAt(0));
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/**
 * The kernel on a memory of its own, which holds arrays of the given `sizes` in bytes: `place` has where each begins in `buffer`, on a
 * multiple of 16.
 */
export function instantiateKernel<Name extends string>(sizes: Readonly<Record<Name, number>>) {
  let end = 0;
  const place = {} as Record<Name, number>;
  for (const name of Object.keys(sizes) as Name[]) {
    place[name] = end;
    end = Math.ceil((end + sizes[name]) / 16) * 16;
  }
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 0x1_0000) });
  const { exports } = new WebAssembly.Instance(module!, { env: { memory } });
  return {
    place: place as Readonly<typeof place>,
    buffer: memory.buffer,
    kernel: exports as KernelFunctions,
  };
}
