/** Turns tracing on or off. */
export async function setTracing(enabled: boolean, say: (what: string) => void): Promise<void> {
  try {
    const response = await fetch('/api/tracing', { method: 'POST', body: enabled ? 'on' : 'off' });
    say(
      response.ok
        ? `tracing is ${enabled ? 'on' : 'paused; calls go through untraced'}`
        : (await response.text()).trim(),
    );
  } catch {
    say('requestshook does not answer');
  }
}
