// What passed and what failed; each claim is a sentence.

export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  // `detail` says what was found instead; it is told only where the claim does not hold.
  check(claim, holds, detail = '') {
    if (holds) {
      this.passed += 1;
    } else {
      this.failed += 1;
      console.log(`FAILED: ${claim}${detail === '' ? '' : `: ${detail}`}`);
    }
    return Boolean(holds);
  }

  // What is not checked, and why.
  skip(why) {
    this.skipped += 1;
    console.log(`skipped: ${why}`);
  }

  same(claim, actual, expected) {
    const at = [...actual].findIndex((letter, i) => letter !== expected[i]);
    const from = Math.max(0, (at < 0 ? expected.length : at) - 30);
    const found = `…${actual.slice(from, from + 80)}… instead of …${expected.slice(from, from + 80)}…`;
    return this.check(claim, actual === expected, found);
  }

  // Runs `part`; an error in it is a failure of `name`, and the other parts go on.
  async part(name, part) {
    const before = this.passed + this.failed;
    try {
      await part();
    } catch (error) {
      this.check(`${name} runs to its end`, false, error.stack ?? error);
    }
    console.log(`${name}: ${this.passed + this.failed - before} checks`);
  }

  close() {
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
