/**
 * Share of the triggers that come while the DAQ is busy with one before it, R tau / (1 + R tau), for triggers of rate R that come at random.
 * The dead time tau begins with each trigger that is taken and is not prolonged by those that are lost (non-paralysable).
 * 11.9 % for 9.6 kHz, run III of Sec. VI.B, and 14.15 us.
 */
export function deadShare(triggerRate: number, deadTime: number): number {
  const busy = triggerRate * deadTime;
  return busy / (1 + busy);
}
