/** Every code that an error of ours can have; codes are stable, messages are not. */
export const ERROR_CODES = {
  RH_CONFIG: 'A setting, in a file, a flag or the environment, is not what it has to be.',
  RH_LISTEN: 'An address to listen on cannot be had.',
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
    super('RH_CONFIG', message, options);
  }
}

/** An address can not be listened on. The message is one line: which one, why, what to do. */
export class ListenError extends RequestshookError {
  constructor(message: string, options?: ErrorOptions) {
    super('RH_LISTEN', message, options);
  }
}
