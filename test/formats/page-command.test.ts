import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import {
  commandName,
  hiddenArguments,
  hiddenVariable,
  shellCommand,
  shellWords,
} from '../../src/formats/page-command.js';

const REFERENCE = 'https://docs.openstack.org/python-openstackclient/zed/cli/command-objects';

describe('a command is named without its arguments, and linked to its reference', () => {
  test.each<[string, string, string | null]>([
    [
      'openstack image remove project IMAGE demo',
      'openstack image remove project',
      'image-v2.html#image-remove-project',
    ],
    ['openstack image member list x', 'openstack image member list', 'image-v2.html#image-member-list'],
    ['openstack image list --all', 'openstack image list', 'image-v2.html#image-list'],
    [
      '/usr/bin/openstack --os-cloud dev --debug server show web',
      'openstack server show',
      'server.html#server-show',
    ],
    [
      'openstack --os-cloud image --os-region-name=b server list',
      'openstack server list',
      'server.html#server-list',
    ],
    ['OS_CLOUD=a openstack token issue', 'openstack token issue', 'token-v3.html#token-issue'],
    [
      'openstack server add fixed ip web net',
      'openstack server add fixed ip',
      'server.html#server-add-fixed-ip',
    ],
    ['openstack role add --project p --user u member', 'openstack role add', 'role-v3.html#role-add'],
    [
      'openstack project cleanup --auth-project',
      'openstack project cleanup',
      'project-cleanup.html#project-cleanup',
    ],
    [
      'openstack application credential create x',
      'openstack application credential create',
      'application-credentials.html#application-credential-create',
    ],
    ['openstack loadbalancer pool show web', 'openstack loadbalancer pool show', null],
    ['openstack', 'openstack', null],
    ['glance image-show x', 'glance image-show', null],
    ['python3 script.py', 'python3', null],
    ['curl -s http://x', 'curl', null],
  ])('%s', (command, title, place) => {
    const url = place === null ? null : `${REFERENCE}/${place}`;
    expect(commandName(shellWords(command) as string[])).toEqual({ title, url });
  });
});

describe('secrets among the arguments are hidden', () => {
  test.each([
    [
      'openstack user create --password s3cret --domain default bob',
      'openstack user create --password *** --domain default bob',
    ],
    ['openstack --os-password=s3cret user list', 'openstack --os-password=*** user list'],
    [
      'openstack --os-token s3cret --os-auth-url http://k token issue',
      'openstack --os-token *** --os-auth-url http://k token issue',
    ],
    ['OS_PASSWORD=s3cret openstack user list', 'OS_PASSWORD=*** openstack user list'],
    ['curl -H "X-Auth-Token: s3cret" http://k', "curl -H 'X-Auth-Token: ***' http://k"],
    [
      'openstack server create --property admin_password=s3cret --user-data init.yaml web',
      'openstack server create --property admin_password=*** --user-data init.yaml web',
    ],
    ['openstack user password set --password', 'openstack user password set --password'],
    ['openstack user set --password --name x', 'openstack user set --password --name x'],
  ])('%s', (command, shown) => {
    expect(shellCommand(hiddenArguments(shellWords(command) as string[]))).toBe(shown);
  });

  test.each([
    ['OS_PASSWORD', '***'],
    ['OS_TOKEN', '***'],
    ['OS_PASSCODE', '***'],
    ['OS_APPLICATION_CREDENTIAL_SECRET', '***'],
    ['OS_USERNAME', 'v'],
    ['OS_AUTH_URL', 'v'],
  ])('and the value of %s is %s', (name, shown) => {
    expect(hiddenVariable(name, 'v')).toBe(shown);
  });
});

test('a command line reads back as the words that it was made of', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.stringMatching(/^[ '"\\$`a-z\n]{1,8}$/),
  );
  fc.assert(
    fc.property(
      fc.array(
        word.filter((text) => text !== ''),
        { minLength: 1, maxLength: 5 },
      ),
      (words) => {
        expect(shellWords(shellCommand(words))).toEqual(words);
      },
    ),
  );
});

test('and a real shell reads it likewise', () => {
  const words = ['a b', "it's", '$HOME', '`id`', '"q"', '*', '\\', 'x;y', '#z', '~', ''];
  const shown = spawnSync('sh', ['-c', `printf '%s\\n' ${shellCommand(words)}`], { encoding: 'utf8' });
  expect(shown.stdout).toBe(words.map((word) => `${word}\n`).join(''));
});

test.each([
  ['a "b c" d', ['a', 'b c', 'd']],
  [`a 'b "c"' "d 'e'"`, ['a', 'b "c"', "d 'e'"]],
  ['a\\ b "c\\"d" \'e\\f\'', ['a b', 'c"d', 'e\\f']],
  ['a \\\n  b', ['a', 'b']],
  ["''", ['']],
  ['  ', []],
  ['"a', null],
  ["a 'b", null],
])('the words of %j', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});
