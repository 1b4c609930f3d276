function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/**
 * Threefry-4x32 with 20 rounds: a keyed bijection of 128-bit counters whose values are four independent random words.
 * Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC11); constants, order and known answers of Random123.
 * Words of key and counter may be int32 or uint32; writes int32 to out[0..3]. About 40 ns; allocates nothing.
 */
export function threefry4x32(key: ArrayLike<number>, counter: ArrayLike<number>, out: Int32Array): void {
  let k0 = key[0]! | 0;
  let k1 = key[1]! | 0;
  let k2 = key[2]! | 0;
  let k3 = key[3]! | 0;
  let k4 = 0x1bd11bda ^ k0 ^ k1 ^ k2 ^ k3;
  let x0 = (counter[0]! + k0) | 0;
  let x1 = (counter[1]! + k1) | 0;
  let x2 = (counter[2]! + k2) | 0;
  let x3 = (counter[3]! + k3) | 0;
  for (let injection = 1; ; injection++) {
    if ((injection & 1) === 1) {
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 10) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 26) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 11) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 21) ^ x2;
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 13) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 27) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 23) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 5) ^ x2;
    } else {
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 6) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 20) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 17) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 11) ^ x2;
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, 25) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, 10) ^ x2;
      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, 18) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, 20) ^ x2;
    }
    // The subkey moves on by one word at each injection: k0 is always the first word of the present one.
    const first = k0;
    k0 = k1;
    k1 = k2;
    k2 = k3;
    k3 = k4;
    k4 = first;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1) | 0;
    x2 = (x2 + k2) | 0;
    x3 = (x3 + k3 + injection) | 0;
    if (injection === 5) break;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
