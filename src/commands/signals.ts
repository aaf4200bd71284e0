/** The signals that stop the program in good order. */
const STOPPING = ['SIGINT', 'SIGTERM'] as const;

/** Resolves with the first stopping signal. A second one ends the process at once, as without us. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of STOPPING) {
      process.once(signal, () => {
        for (const other of STOPPING) process.removeAllListeners(other);
        resolve(signal);
      });
    }
  });
}
