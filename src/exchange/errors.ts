/** Every code that an error of ours can have; codes are stable, messages are not. */
export const ERROR_CODES = {
  RH_CLOUD: 'A cloud cannot be reached, does not let this user in, or cannot be changed as asked.',
  RH_CONFIG: 'A setting, in a file, a flag or the environment, is not what it has to be.',
  RH_LISTEN: 'An address to listen on cannot be had.',
  RH_OUTPUT: 'A file for a result cannot be written.',
  RH_PICTURE: 'A picture cannot be drawn: there is no browser, or it failed.',
  RH_TRACE: 'A trace cannot be read, or does not hold what was asked for.',
  RH_USAGE: 'An option or argument is not what it has to be.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * Something that a person can act on. The message says what happened, to which file, address or key,
 * and what to do; it is shown without a stack trace.
 */
export class RequestshookError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A setting can not be used. The message is one line: where it stands, which one, what was expected. */
export class ConfigError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    // What it names may have line breaks in it: a pattern, a value.
    super('RH_CONFIG', message.replace(/\s*[\r\n]+\s*/g, ' '), options);
  }
}

/** A cloud refused something, or cannot be reached. The message is one line: which one, what it said, what to do. */
export class CloudError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_CLOUD', message, options);
  }
}

/** An address can not be listened on. The message is one line: which one, why, what to do. */
export class ListenError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_LISTEN', message, options);
  }
}

/** A trace can not be read, or has no such exchange. The message is one line: which file, what is wrong, what to do. */
export class TraceError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_TRACE', message, options);
  }
}

/** The command line is wrong; the program ends with status 2. The message is one line: which option, what was expected. */
export class UsageError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_USAGE', message, options);
  }
}

/** A result can not be written. The message is one line: which file, why. */
export class OutputError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_OUTPUT', message, options);
  }
}

/** A picture can not be drawn. The message is one line: with what, why, what to do. */
export class PictureError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_PICTURE', message, options);
  }
}
