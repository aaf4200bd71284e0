import fc from 'fast-check';
import { isTitle, readArguments, shownCommand } from '../../../src/callers/process/command-line.js';

const SHA = /\{SHA256\}[0-9a-f]{64}/;

test('arguments are read back as they were given', () => {
  const argument = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(fc.array(argument, { minLength: 1 }), (argv) => {
      // An empty last one can not be told from padding.
      argv.push('end');
      expect(readArguments(Buffer.from(`${argv.join('\0')}\0`))).toEqual(argv);
    }),
  );
});

test('what a title leaves of the old arguments is nothing', () => {
  expect(readArguments(Buffer.from('nginx: worker process\0\0\0\0'))).toEqual(['nginx: worker process']);
  expect(readArguments(Buffer.alloc(0))).toEqual([]);
  expect(isTitle(['nginx: worker process'])).toBe(true);
  expect(isTitle(['nginx'])).toBe(false);
  expect(isTitle(['python3', 'a b'])).toBe(false);
});

test.each([
  [['openstack', '--os-password', 'geheim', 'image', 'list'], 'openstack --os-password *** image list'],
  [['openstack', '--os-password=geheim', 'image', 'list'], 'openstack --os-password=*** image list'],
  [['env', 'OS_PASSWORD=geheim', 'x'], 'env OS_PASSWORD=*** x'],
  [['curl', '-u', 'me:geheim', 'http://h'], 'curl -u me:*** http://h'],
  [['curl', '--user=me:geheim'], 'curl --user=me:***'],
  [['curl', 'http://me:geheim@h/'], 'curl http://me:***@h/'],
  [
    ['curl', '-d', '{"auth": {"password": "geheim", "name": "me"}}'],
    `curl -d '{"auth": {"password": "***", "name": "me"}}'`,
  ],
  [['openstack --os-password geheim image list'], 'openstack --os-password *** image list'],
  [['sh', '-c', "it's"], "sh -c 'it'\\''s'"],
  [['x', ''], "x ''"],
])('%p is shown as %s', (argv, shown) => {
  expect(shownCommand(argv)).toBe(shown);
});

test.each([
  [['openstack', '--os-token', 'gAAAAABgeheim0123456789abcdef', 'token', 'issue']],
  [['openstack', '--os-token=geheim']],
  [['curl', '-H', 'X-Auth-Token: geheim', 'http://h']],
  [['curl', '-HX-Auth-Token: gAAAAABgeheim0123456789abcdef']],
  [['curl', 'http://h/?token=geheim']],
  [['x', 'before gAAAAABgeheim0123456789abcdef after']],
])('the token in %p is shown by its digest', (argv) => {
  expect(shownCommand(argv)).not.toContain('geheim');
  expect(shownCommand(argv)).toMatch(SHA);
});

test('a secret after any option for one is hidden, whatever it is', () => {
  const secret = fc
    .string({ minLength: 4, maxLength: 30 })
    .filter((text) => !/^-|^\*+$/.test(text) && /\w{4}/.test(text));
  const option = fc.constantFrom(
    '--os-password',
    '--password',
    '--os-application-credential-secret',
    '--os-passcode',
    '--api-key',
  );
  fc.assert(
    fc.property(option, secret, (name, value) => {
      expect(shownCommand(['tool', name, value, 'end'])).toBe(`tool ${name} *** end`);
      expect(shownCommand(['tool', `${name}=${value}`, 'end'])).toMatch(/\*\*\*/);
      expect(shownCommand(['tool', `${name}=${value}`, 'end'])).toBe(`tool ${name}=*** end`);
    }),
  );
});

test('a long command line is cut', () => {
  expect(shownCommand(['x', 'a'.repeat(5000)])).toHaveLength(1003);
});
