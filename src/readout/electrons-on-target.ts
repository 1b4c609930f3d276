/**
 * Electrons on target, Sec. VI.B, from the recorded interactions in the target: each stands for as many electrons as the trigger lets go by
 * for one that it takes (`suppression`, at least about 100), and `deadShare` of the triggers came while the DAQ was busy. The loss of
 * electrons in the material of the beam line is small and left out, as in the paper. 7.92e7 recorded in run III: 9.0e9.
 */
export function electronsOnTarget(recorded: number, suppression: number, deadShare: number): number {
  if (!(recorded >= 0 && suppression >= 1 && deadShare >= 0 && deadShare < 1))
    throw new Error(
      `no electrons on target of ${recorded} events, suppression ${suppression}, dead share ${deadShare}`,
    );
  return (recorded * suppression) / (1 - deadShare);
}
