import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from '../proxy/wire.js';
import { startProxy } from './running-proxy.js';

/** As many as a process may have open files, 10,000 at most. */
const MANY = Math.min(10_000, Math.floor((openFilesLimit() - 500) / 100) * 100);

function openFilesLimit(): number {
  const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return Number(limit);
}

/** Bytes of memory that a process has. */
function memoryOf(pid: number | undefined): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

test('ten thousand of them cost little memory, others are served meanwhile, and all are closed at the time limit', async () => {
  const proxy = await startProxy([], { REQUESTSHOOK_TIMEOUTS_HEAD: '8s' });
  const before = memoryOf(proxy.child.pid);
  const script = fileURLToPath(new URL('./silent-callers.js', import.meta.url));
  const port = new URL(proxy.origin).port;
  const callers = spawn(process.execPath, [script, port, String(MANY)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let said = '';
    callers.stdout.on('data', (text) => {
      said += text;
    });
    while (!said.includes('there')) await once(callers.stdout, 'data');
    expect(await proxy.get('/identity/meanwhile')).toBe(200);
    const each = (memoryOf(proxy.child.pid) - before) / MANY;
    expect(each).toBeLessThan(30 * 1024);
    while (!said.includes('closed')) await once(callers.stdout, 'data');
    expect(said).toContain(`closed ${MANY}, answered 408 ${MANY}`);
    expect(await proxy.get('/identity/after')).toBe(200);
  } finally {
    callers.kill();
  }
  expect(await proxy.stop()).toBe(0);
}, 60_000);

test('a head that comes byte by byte is given up at the limit as well; a body may take as long as it takes', async () => {
  const proxy = await startProxy([], { REQUESTSHOOK_TIMEOUTS_HEAD: '200ms' });
  const port = Number(new URL(proxy.origin).port);
  const [slow, upload] = [await connect(port), await connect(port)];
  upload.send('PUT /identity/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na');
  slow.send('GET /identity/ HTTP/1.1\r\n');
  let sent = 0;
  const timer = setInterval(() => slow.send(`X-${sent++}: 1\r\n`), 5);
  await slow.untilClosed();
  clearInterval(timer);
  expect(slow.received).toContain('408 Request Timeout');
  upload.send('b');
  expect(await upload.nextMessage()).toContain('200 OK');
  upload.socket.destroy();
  expect(await proxy.stop()).toBe(0);
});

test.each(['0', '3'])('any limit is one (%s ms; 0: none)', async (head) => {
  const proxy = await startProxy([], { REQUESTSHOOK_TIMEOUTS_HEAD: head });
  const port = Number(new URL(proxy.origin).port);
  const silent = await connect(port);
  if (head === '0') {
    expect(await proxy.get('/identity/')).toBe(200);
    silent.send('GET /identity/ HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await silent.nextMessage()).toContain('200 OK');
  } else expect(await silent.untilEnded()).toContain('408 Request Timeout');
  silent.socket.destroy();
  expect(await proxy.stop()).toBe(0);
});
