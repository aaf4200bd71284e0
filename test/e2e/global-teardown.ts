import { releaseStack } from './stack-guard.js';

/** Takes the cloud down. */
export default async function globalTeardown(): Promise<void> {
  await releaseStack();
}
