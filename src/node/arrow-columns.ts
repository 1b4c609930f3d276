import { readSync } from "node:fs";
import { Message } from "apache-arrow";
import { allocate, type ColumnArray, type ColumnSet, type Rows } from "../event/columns.ts";

/** Where a record batch stands in the file. */
export interface Block {
  readonly offset: number;
  readonly metaDataLength: number;
}

/** What a record batch's message tells of it: how many rows, and where the bytes of each buffer are, from the body's beginning. */
type Layout = { readonly length: number; readonly buffers: readonly { readonly offset: number }[] };

/**
 * Rows of an Arrow file group by group, of which a column is read when it is first asked for: who needs six columns of sixty reads a
 * tenth of the file. A group, and every array of it, is valid until the next one is asked for.
 */
export function* columnsOnDemand(fd: number, blocks: Iterable<Block>, set: ColumnSet): Generator<Rows> {
  const names = Object.keys(set);
  const batches: { length: number; places: number[] }[] = [];
  for (const { offset, metaDataLength } of blocks) {
    const head = readBytes(fd, new Uint8Array(metaDataLength), offset);
    // Eight bytes of length go before the message.
    const { length, buffers } = Message.decode(head.subarray(8)).header() as unknown as Layout;
    // Each column has a validity buffer, which is empty, and its values; that of a list has one more before those of its items.
    let k = 0;
    const places = names.map((name) => {
      k += set[name]!.width === undefined ? 2 : 3;
      return offset + metaDataLength + buffers[k - 1]!.offset;
    });
    batches.push({ length, places });
  }
  const most = Math.max(0, ...batches.map(({ length }) => length));
  const room = new Map<string, ColumnArray>();
  const wanted = new Set<string>();
  let current = batches[0];
  const load = (name: string, k: number): ColumnArray => {
    const { width = 1 } = set[name]!;
    const array = room.get(name) ?? allocate({ [name]: set[name]! }, most).columns[name]!;
    room.set(name, array);
    const values = array.subarray(0, current!.length * width);
    readBytes(fd, new Uint8Array(values.buffer, values.byteOffset, values.byteLength), current!.places[k]!);
    return values;
  };
  // What was asked for of one group is read at once of the next ones, and then is an array like any other: loops stay fast.
  const unread = {};
  for (const [k, name] of names.entries()) {
    const get = function (this: object): ColumnArray {
      wanted.add(name);
      const value = load(name, k);
      Object.defineProperty(this, name, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(unread, name, { get, enumerable: true });
  }
  for (current of batches) {
    const columns: Rows["columns"] = Object.create(unread);
    for (const name of wanted)
      Object.defineProperty(columns, name, { value: load(name, names.indexOf(name)), enumerable: true });
    yield { size: current.length, columns };
  }
}

function readBytes(fd: number, into: Uint8Array, position: number): Uint8Array {
  for (let done = 0; done < into.length; ) {
    const count = readSync(fd, into, done, into.length - done, position + done);
    if (count === 0) throw new Error("the file has become shorter while it was read");
    done += count;
  }
  return into;
}
