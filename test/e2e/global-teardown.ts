import { stopStack } from './stack-process.js';

/** Takes the cloud down. */
export default async function globalTeardown(): Promise<void> {
  await stopStack();
}
