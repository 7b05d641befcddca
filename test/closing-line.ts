import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with `212 passed, 0 failed, 1 skipped` alone on a line, for whoever reads logs by machine. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((one) => one === state).length;
    const broken = modules.filter(
      (module) => !module.ok() && [...module.children.allTests()].every((t) => t.ok()),
    ).length;
    const failed = count('failed') + broken + unhandled.length;
    process.stdout.write(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped\n`);
  }
}
