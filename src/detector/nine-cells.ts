/**
 * The hottest cell of a `side` x `side` matrix and those around it, as `find` left them: `cells[k]` for k below `count`, fewer than
 * nine at the edge. Where and how a shower hit is told from these: what noise and other particles leave farther off does not count.
 */
export class NineCells {
  readonly cells = new Int32Array(9);
  count = 0;
  hottest = 0;
  readonly side: number;

  constructor(side: number) {
    this.side = side;
  }

  /** Of the first among equals. */
  find(energies: Float64Array): this {
    const { side, cells } = this;
    let hottest = 0;
    for (let c = 1; c < energies.length; c++) if (energies[c]! > energies[hottest]!) hottest = c;
    const column = hottest % side;
    const row = (hottest - column) / side;
    let count = 0;
    for (let r = Math.max(0, row - 1); r <= row + 1 && r < side; r++) {
      for (let c = Math.max(0, column - 1); c <= column + 1 && c < side; c++) cells[count++] = r * side + c;
    }
    this.count = count;
    this.hottest = hottest;
    return this;
  }
}
