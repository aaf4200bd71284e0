import { Unfit } from './unfit.js';

/** A regular expression of JavaScript's; throws an Unfit with the reason alone where it is none. */
export function compileRegExp(source: string, flags = ''): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    // V8 repeats the whole expression before the reason.
    const reason = (error as Error).message.replace(/^Invalid regular expression: .*: /s, '');
    throw new Unfit(`not a regular expression: ${reason}`);
  }
}
