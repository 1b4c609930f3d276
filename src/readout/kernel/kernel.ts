import { kernelModule } from "./kernel-module.ts";

/** The functions of assembly/: every argument is a number, places are in bytes. */
type KernelFunctions = Readonly<
  Record<
    "fillNoise" | "addPulses" | "digitise" | "findHighest" | "findPeaks" | "fitPeaks",
    (...numbers: number[]) => void
  > &
    Record<"selectChannels" | "listPeaks", (...numbers: number[]) => number>
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

/** The kernel with a memory of its own, of which the first `used` bytes are in use. */
export interface Kernel extends KernelFunctions {
  readonly buffer: ArrayBuffer;
  used: number;
}

/** Bytes that an array of so many takes up in the memory of a kernel, where each begins on a multiple of 16. */
const padded = (bytes: number): number => 16 * Math.ceil(bytes / 16);

/** Bytes that arrays of the given sizes in bytes take up. */
export function bytesOf(sizes: Readonly<Record<string, number>>): number {
  return Object.values(sizes).reduce((sum, bytes) => sum + padded(bytes), 0);
}

/** A kernel with room for so many bytes. Where `hasKernel` only. */
export function createKernel(bytes: number): Kernel {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 0x1_0000) });
  const { exports } = new WebAssembly.Instance(module!, { env: { memory } });
  return { ...(exports as KernelFunctions), buffer: memory.buffer, used: 0 };
}

/** Makes room for arrays of the given sizes in bytes: where each of them begins in the kernel's memory. */
export function reserve<Name extends string>(kernel: Kernel, sizes: Readonly<Record<Name, number>>) {
  const places = {} as Record<Name, number>;
  for (const name of Object.keys(sizes) as Name[]) {
    places[name] = kernel.used;
    kernel.used += padded(sizes[name]);
  }
  return places as Readonly<typeof places>;
}
