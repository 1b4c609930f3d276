/** A thread ended by itself: killed, or out of memory. Not an error that the code in it threw. */
export class LostThread extends Error {
  override readonly name = "LostThread";
}
