"""Makes the recorded samples over from the true pulses: whoever has the files can score a pileup algorithm of their own."""

import unittest

import numpy as np
import pyarrow as pa

from event_files import RECORDED, flat, list_of, metadata_of, number, read_table

# ns is 1; as src/units.ts.
UNITS = {"ns": 1.0, "%": 0.01}
CHANNELS = 108


def msadc_of(metadata):
    """The entries of the card that are one number; the correlation of the noise is a list."""
    entries = {name: entry["value"] for name, entry in metadata["card"]["msadc"].items()}
    return {name: number(value, UNITS) for name, value in entries.items() if not isinstance(value, list)}


def pulse(time, msadc):
    """Height of a pulse of unit height `time` after its peak: two decays behind a Gumbel rise."""
    tail = msadc["tailFraction"]

    def raw(u):
        # Long before the peak the rise is exp(-e^(large)): 0, whatever the decays are.
        u = np.maximum(u, -10 * msadc["riseTime"])
        decays = (1 - tail) * np.exp(-u / msadc["fallTime"]) + tail * np.exp(-u / msadc["tailTime"])
        return decays * np.exp(-np.exp(-u / msadc["riseTime"]))

    grid = np.arange(0, 100, 1e-4)
    peak = grid[np.argmax(raw(grid))]
    return raw(time + peak) / raw(peak)


class Waveforms(unittest.TestCase):
    """In Arrow; test_formats.py says that the other formats hold the same."""

    @classmethod
    def setUpClass(cls):
        cls.waveforms = read_table("formats/events.waveforms.arrow")
        cls.pulses = read_table("formats/events.pulses.arrow")
        cls.metadata = metadata_of("formats/events.waveforms.arrow")
        cls.msadc = msadc_of(cls.metadata)
        cls.samples = flat(cls.waveforms, "samples").reshape(-1, int(cls.msadc["samples"]))

        # Row of the table of waveforms that a pulse is in.
        event, channel = (flat(cls.pulses, name).astype(int) for name in ("event", "channel"))
        cls.row = event * CHANNELS + channel
        rows = len(cls.samples)
        time = flat(cls.waveforms, "start")[:, None] + cls.msadc["samplingPeriod"] * np.arange(cls.samples.shape[1])
        gain = flat(cls.waveforms, "energyPerCount").astype(float)
        peak = flat(cls.pulses, "time") + flat(cls.pulses, "delay")
        heights = pulse(time[cls.row] - peak[:, None], cls.msadc)
        counts = (flat(cls.pulses, "energy") / gain[cls.row])[:, None] * heights
        cls.signal = np.zeros((rows, cls.samples.shape[1]))
        np.add.at(cls.signal, cls.row, counts)
        pedestal = np.where(np.arange(cls.samples.shape[1]) % 2 == 0, cls.msadc["pedestalEven"], cls.msadc["pedestalOdd"])
        cls.residual = cls.samples - pedestal - cls.signal
        # What is cut off at the largest count tells nothing.
        cls.inside = cls.samples < 2 ** cls.msadc["bits"] - 1
        cls.expected = np.sqrt(cls.msadc["noise"] ** 2 + 1 / 12)

    def rms(self, values):
        return np.sqrt(np.mean(np.square(values)))

    def test_shapes(self):
        self.assertEqual(self.waveforms.schema.field("samples").type, list_of(pa.int16(), 32))
        self.assertEqual(self.samples.dtype, np.int16)
        self.assertEqual(self.samples.shape, (RECORDED * CHANNELS, 32))
        self.assertEqual(self.waveforms.schema.field("channel").type, pa.uint16())
        self.assertEqual(self.pulses.schema.field("energy").type, pa.float64())

    def test_every_channel_of_every_recorded_event_is_there(self):
        self.assertEqual(self.metadata["waveforms"], {"of": "first", "below": RECORDED})
        np.testing.assert_array_equal(flat(self.waveforms, "event"), np.repeat(np.arange(RECORDED), CHANNELS))
        np.testing.assert_array_equal(flat(self.waveforms, "channel"), np.tile(np.arange(CHANNELS), RECORDED))
        parts = self.metadata["channels"]
        self.assertEqual([part["part"] for part in parts], ["ecal", "hcal"])
        self.assertEqual([part["first"] for part in parts], [0, 72])
        self.assertEqual(sum(part["count"] for part in parts), CHANNELS)

    def test_samples_are_pedestal_pulses_noise_and_rounding(self):
        """Their number is 1.7e5, so that the rms is known to 0.2 %."""
        residual = self.residual[self.inside]
        self.assertLess(abs(self.rms(residual) / self.expected - 1), 0.007)
        self.assertLess(abs(np.mean(residual)), 4 * self.expected / np.sqrt(residual.size))
        self.assertLess(np.max(np.abs(residual)), 6 * self.expected)

    def test_no_channel_and_no_sample_departs(self):
        by_channel = np.where(self.inside, self.residual, 0).reshape(RECORDED, CHANNELS, 32)
        for axes, count in (((0, 2), RECORDED * 32), ((0, 1), RECORDED * CHANNELS)):
            spread = np.sqrt(np.mean(np.square(by_channel), axis=axes)) / self.expected
            self.assertLess(np.max(np.abs(spread - 1)), 5 / np.sqrt(2 * count))
            mean = np.mean(by_channel, axis=axes) / self.expected
            self.assertLess(np.max(np.abs(mean)), 5 / np.sqrt(count))

    def test_large_pulses_are_made_over_as_well_as_small_ones(self):
        """A wrong shape, phase or gain would show there first: 1 % of 1000 counts are ten times the noise."""
        large = self.inside & (self.signal > 300)
        self.assertGreater(large.sum(), 300)
        self.assertGreater(self.signal[self.inside].max(), 1500)
        self.assertLess(abs(self.rms(self.residual[large]) / self.expected - 1), 5 / np.sqrt(2 * large.sum()))

    def test_other_beam_particles_are_among_the_pulses(self):
        """Else nothing is shown about pileup."""
        origin = flat(self.pulses, "origin")
        others = origin > 0
        self.assertGreater(others.sum(), 100)
        time = flat(self.pulses, "time")
        self.assertGreater(np.abs(time[others]).max(), 200)

    def test_pulses_are_late_by_their_photoelectrons(self):
        """0.9 ns over the root of the energy, with the offset of the channel; none below one count."""
        energy, delay = (flat(self.pulses, name) for name in ("energy", "delay"))
        gain = flat(self.waveforms, "energyPerCount").astype(float)[self.row]
        self.assertTrue(np.all((delay == 0) == (energy < gain)))
        late = (energy > 0.1) & (energy < 1)
        self.assertGreater(late.sum(), 300)
        pull = delay[late] * np.sqrt(energy[late]) / self.msadc["timeJitter"]
        self.assertLess(abs(self.rms(pull) - 1), 5 / np.sqrt(2 * late.sum()) + 0.02)

    def test_no_pulse_comes_from_nowhere(self):
        origin = flat(self.pulses, "origin")
        particles = flat(read_table("formats/events.arrow"), "pileupParticles")[:RECORDED]
        # Not every other particle reaches a channel that has samples; none may appear from nowhere.
        event = flat(self.pulses, "event").astype(int)
        for k in range(RECORDED):
            self.assertLessEqual(origin[event == k].max(), particles[k], f"event {k}")

    def test_energy_at_the_trigger_is_that_of_the_event(self):
        """Where nothing piles up, the true pulses add up to the column ecalEnergy, but for noise and small cells."""
        ecal = self.metadata["channels"][0]
        pulses = {name: flat(self.pulses, name) for name in self.pulses.column_names}
        events = read_table("formats/events.arrow").slice(0, RECORDED)
        quiet = flat(events, "pileupParticles") == 0
        here = pulses["channel"] < ecal["count"]
        energy = np.bincount(pulses["event"][here].astype(int), pulses["energy"][here], RECORDED)
        self.assertGreater(quiet.sum(), 10)
        self.assertLess(np.max(np.abs(energy - flat(events, "ecalEnergy"))[quiet]), 1)


if __name__ == "__main__":
    unittest.main()
