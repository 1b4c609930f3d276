import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    benchmark: { include: ["test/bench/*.bench.ts"] },
    // Without it one core of two stands still.
    maxWorkers: "100%",
    // A worker imports a module once, not once for each test file: half the time of the tests of physics. So what a test changes in
    // the process, such as its folder, it sets back.
    isolate: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: process.env.CI ? ["default", ["json", { outputFile: ".cache/vitest.json" }]] : ["default"],
  },
});
