import type { CallerProcessEvents } from '../callers/process/caller-processes.js';
import type { ProgramLog } from '../config/program-log.js';
import { whyNotWritable } from '../recorder/open-file.js';
import type { RecorderEvents } from '../recorder/recorder.js';

/** What the recorder tells, in the program's own log. */
export function recorderEvents(log: ProgramLog): RecorderEvents {
  return {
    onFileState: ({ path, error, lost }) => {
      if (error === null) log.info({ file: path, lost }, `${path} is written again`);
      else
        log.error(
          { file: path, code: error.code, lost },
          `${path} cannot be written: ${whyNotWritable(error)}. Traffic goes on; what is missing is kept while it fits, then counted`,
        );
    },
    onFault: (message) => log.error(message),
  };
}

/** What the look-up of callers' processes tells. */
export function lookUpEvents(log: ProgramLog): CallerProcessEvents {
  return {
    onDenied: (message) => log.info(message),
    onFault: (error) =>
      log.error({ err: error }, 'processes can no longer be looked up; callers are named by other means'),
  };
}
