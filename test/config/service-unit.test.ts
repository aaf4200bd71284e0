import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WRITTEN_SETTINGS } from '../../src/config/setting-text.js';
import { ROOT } from '../shared.js';

const UNIT = join(ROOT, 'config/requestshook.service');
const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });

function testSystemd(name: string, fn: () => void): void {
  if (analyze('--version').status === 0) test(name, fn);
  else test.skip(`${name} (skipped: systemd-analyze is not installed)`, () => {});
}

testSystemd('the unit is exposed less than 3.0, as systemd-analyze counts', () => {
  const { stdout } = analyze('security', '--offline=yes', UNIT);
  const [, level] = /Overall exposure level for requestshook\.service: (\d+\.\d)/.exec(stdout) ?? [];
  expect(Number(level)).toBeLessThan(3);
});

testSystemd('systemd takes every line of the unit', () => {
  // Under /etc or /usr it would look at what else is there.
  const folder = mkdtempSync(join(tmpdir(), 'rh-unit-'));
  copyFileSync(UNIT, join(folder, 'requestshook.service'));
  const { stderr } = analyze('verify', join(folder, 'requestshook.service'));
  rmSync(folder, { recursive: true });
  expect(stderr.split('\n').filter((line) => line.includes('requestshook.service'))).toEqual([]);
});

test('the variables in it are settings', () => {
  const variables = [...readFileSync(UNIT, 'utf8').matchAll(/REQUESTSHOOK_(\w+)=/g)].map(([, name]) => name);
  const settings = Object.keys(WRITTEN_SETTINGS).map((name) => name.toUpperCase().replaceAll('-', '_'));
  expect(variables.length).toBeGreaterThan(0);
  for (const name of variables) expect(settings).toContain(name);
});
