import { type Cloud, readClouds } from './environment-clouds.js';
import type { CloudFile, CloudFiles } from './environment-files.js';

/** There is none. */
export const NO_FILES: CloudFiles = { clouds: null, secure: null, vendors: null };

/** The clouds of the files. */
export interface ReadClouds {
  readonly clouds: Map<string, Cloud>;
  readonly profiles: Map<string, Cloud>;
  /** For people: what is wrong with a file. */
  readonly problem: string | null;
}

/** A file that is broken stops the client; then there is nothing to lead, and `problem` says why. */
export function readFiles({ clouds, secure, vendors }: CloudFiles): ReadClouds {
  const problem = [clouds, secure, vendors].map(problemOf).find((found) => found !== null) ?? null;
  const readable = problem === null;
  return {
    clouds: readable && clouds ? readClouds(clouds.text, secure?.text) : new Map(),
    profiles: readable && vendors ? readClouds(vendors.text) : new Map(),
    problem,
  };
}

function problemOf(file: CloudFile | null): string | null {
  try {
    if (file !== null) readClouds(file.text);
    return null;
  } catch (error) {
    return `${file?.path} is not valid YAML: ${(error as Error).message.split('\n')[0]}`;
  }
}
