import type { StoredFile } from './files.js';

const QCOW2_MAGIC = 'QFI\xfb';

/**
 * The size of the disk that an image holds, in bytes, or null where its format does not tell: raw is what it is,
 * qcow2 says it in its header (bytes 24 to 31, big-endian; QEMU docs/interop/qcow2.txt).
 */
export function virtualSize(diskFormat: string | null, file: StoredFile): number | null {
  if (diskFormat === 'raw') return file.size || null;
  if (diskFormat !== 'qcow2' || file.head.length < 32) return null;
  const isQcow2 = file.head.toString('latin1', 0, 4) === QCOW2_MAGIC;
  return isQcow2 ? Number(file.head.readBigUInt64BE(24)) : null;
}
