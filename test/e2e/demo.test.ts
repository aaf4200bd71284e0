import { readFile } from 'node:fs/promises';
import { PATH, theCloud } from './cloud.js';
import { runCommand } from './command.js';
import { describeMessage, readMessages } from './messages.js';
import { REQUESTSHOOK, traceFolder } from './requestshook.js';
import { expandSequence, SEQUENCES } from './sequences.js';

test('`demo` runs the real client on the embedded cloud, which calls as the real one does', async () => {
  const trace = await traceFolder();
  try {
    // No OS_* and no cloud: what the client needs to know comes from `demo`.
    const env = { PATH, HOME: theCloud().stateDir, LC_ALL: 'C.UTF-8' };
    const command = ['openstack', 'image', 'list', '-f', 'csv'];
    const files = ['--log', trace.log, '--dir', trace.dir];
    const { status, stdout, stderr } = await runCommand(
      [...REQUESTSHOOK, 'demo', '--once', ...files, '--', ...command],
      { env },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
    expect(stdout).toMatch(/^"ID","Name","Status"\n"[0-9a-f-]{36}","[^"]+","active"$/m);

    const messages = readMessages(await readFile(trace.log, 'utf8'));
    expect(messages.map(describeMessage)).toEqual(expandSequence(SEQUENCES['image list']));
  } finally {
    await trace.remove();
  }
});
