import { createRequire } from 'node:module';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Settings } from './settings.js';

export type ProgramLog = Logger;

/** Where the program's own log goes; process.stderr is one. */
export type LogStream = DestinationStream & {
  readonly isTTY?: boolean;
  hasColors?(): boolean;
  on?(event: 'error', listener: (error: Error) => void): unknown;
};

/**
 * The program's own log, on stderr unless another stream is given: JSON lines, or lines for people on a terminal. An
 * error is its code and message; its stack is there with the levels debug and trace.
 */
export function createProgramLog(options: { level: Settings['logLevel']; stream?: LogStream }): ProgramLog {
  const { level, stream = process.stderr as LogStream } = options;
  // Whoever read the log has left (`2>&1 | head`): that must not end the proxy.
  stream.on?.('error', () => {});
  const withStack = level === 'debug' || level === 'trace';
  const settings: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error: unknown) => describe(error, withStack) },
  };
  return pino(settings, stream.isTTY ? readable(stream, withStack) : stream);
}

function describe(error: unknown, withStack: boolean): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  return {
    ...(code === undefined ? {} : { code }),
    message: error.message,
    ...(withStack ? { stack: error.stack } : {}),
  };
}

function readable(stream: LogStream, withStack: boolean): DestinationStream {
  // Loaded here alone: without a terminal nobody needs it.
  const { prettyFactory } = createRequire(import.meta.url)('pino-pretty') as typeof import('pino-pretty');
  const line = prettyFactory({
    // Node asks NO_COLOR and FORCE_COLOR too.
    colorize: stream.hasColors?.() ?? false,
    translateTime: 'SYS:HH:MM:ss.l',
    singleLine: true,
    // With a stack an error takes several lines, otherwise it stays on the message's.
    ...(withStack ? {} : { errorLikeObjectKeys: [] }),
  });
  return { write: (json) => stream.write(line(json) ?? json) };
}
