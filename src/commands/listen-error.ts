import { addressText } from '../config/address.js';
import { ListenError } from '../exchange/errors.js';

/** What Node says of an address that cannot be had, or of a name that has none. */
interface ListenProblem {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

/** A ListenError that says what to do, for what Node throws where an address cannot be had; others stay as they are. */
export function listenError(error: unknown): unknown {
  const { code, address, port, hostname } = error as NodeJS.ErrnoException & ListenProblem;
  if (hostname !== undefined)
    return new ListenError(
      `cannot listen on ${hostname}: that name has no address here. Choose another with --listen`,
    );
  if (address === undefined) return error;
  const where = addressText({ host: address, port: port ?? 0 });
  const why: Record<string, string> = {
    EADDRINUSE: 'another program listens there. Stop it, or choose another address with --listen',
    EACCES: 'this user may not listen there (ports below 1024 need root). Choose another with --listen',
    EADDRNOTAVAIL: 'this machine has no such address. Choose another with --listen',
  };
  return new ListenError(`cannot listen on ${where}: ${why[code ?? ''] ?? (error as Error).message}`);
}
