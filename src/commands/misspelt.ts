import { type Environment, misspeltVariables } from '../config/environment.js';

/** A warning for each variable of the environment that looks like a setting and is none. */
export function misspeltSettings(env: Environment): string[] {
  return misspeltVariables(env).map(
    ({ variable, meant }) =>
      `the variable ${variable} is no setting and does nothing; did you mean ${meant}?`,
  );
}
