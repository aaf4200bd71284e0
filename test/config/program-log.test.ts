import { EventEmitter } from 'node:events';
import { createProgramLog, type LogStream } from '../../src/config/program-log.js';
import { ConfigError } from '../../src/exchange/errors.js';

function written(isTTY: boolean): { stream: LogStream & EventEmitter; lines: () => string[] } {
  let text = '';
  const stream = Object.assign(new EventEmitter(), {
    isTTY,
    write(part: string) {
      text += part;
    },
  });
  return { stream, lines: () => text.split('\n').filter(Boolean) };
}

test('piped, each line is JSON with its level by name and its time', () => {
  const { stream, lines } = written(false);
  createProgramLog({ level: 'info', stream }).warn({ file: '/a' }, 'cannot write');
  const line = JSON.parse(lines()[0] as string);
  expect(line).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    file: '/a',
    msg: 'cannot write',
  });
});

test('on a terminal, lines are for people', () => {
  const { stream, lines } = written(true);
  createProgramLog({ level: 'info', stream }).info({ route: '/identity' }, 'ready');
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: ready \{"route":"\/identity"\}$/);
});

test('what is below the level is left out', () => {
  const { stream, lines } = written(false);
  const log = createProgramLog({ level: 'warn', stream });
  log.info('no');
  log.error('yes');
  expect(lines().map((line) => JSON.parse(line).msg)).toEqual(['yes']);
  const quiet = written(false);
  createProgramLog({ level: 'silent', stream: quiet.stream }).fatal('no');
  expect(quiet.lines()).toEqual([]);
});

test.each([false, true])(
  'an error is its code and message, its stack for debugging alone (terminal: %p)',
  (isTTY) => {
    const said = (level: 'info' | 'debug') => {
      const { stream, lines } = written(isTTY);
      createProgramLog({ level, stream }).error({ err: new ConfigError('no such key') }, 'refused');
      return lines().join('\n');
    };
    expect(said('info')).toMatch(/RH_CONFIG.*no such key/);
    expect(said('info')).not.toContain('program-log.test');
    expect(said('debug')).toContain('program-log.test');
  },
);

test('a reader of the log who leaves ends nothing', () => {
  const { stream } = written(false);
  createProgramLog({ level: 'info', stream });
  expect(() => stream.emit('error', new Error('EPIPE'))).not.toThrow();
});
