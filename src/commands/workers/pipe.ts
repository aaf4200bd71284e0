/** The file descriptor of the pipe between the first process and a worker, in the worker. */
export const PIPE = 4;
