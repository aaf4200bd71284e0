// usage: node .ci/count.mjs JEST-RESULT.json...
// Names the tests that were skipped, and prints the sum of jest's own counts as the last line.
import { existsSync, readFileSync } from 'node:fs';

const runs = process.argv
  .slice(2)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

for (const suite of runs.flatMap((run) => run.testResults)) {
  for (const test of suite.assertionResults) {
    if (test.status !== 'passed' && test.status !== 'failed') console.log(`${test.status}: ${test.fullName}`);
  }
}

const sum = (...fields) =>
  runs.flatMap((run) => fields.map((field) => run[field])).reduce((a, b) => a + b, 0);
if (runs.length > 0) {
  const passed = sum('numPassedTests');
  const failed = sum('numFailedTests');
  console.log(`${passed} passed, ${failed} failed, ${sum('numPendingTests', 'numTodoTests')} skipped`);
}
