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

/** Keeps stopping signals from ending the process; each calls `told`. Gives what lets them through again. */
export function holdSignals(told: () => void): () => void {
  for (const signal of STOPPING) process.on(signal, told);
  return () => {
    for (const signal of STOPPING) process.removeListener(signal, told);
  };
}
