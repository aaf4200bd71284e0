/** Bytes of buffers that are kept for the next text; larger ones are given back. */
const KEPT = 4 << 20;
const SMALLEST = 64 << 10;

/** Where one text is written after another: bytes, and the same seen as words that begin anywhere. */
export class Room {
  readonly source: Buffer;
  readonly lines: Buffer;
  readonly innerLines: Buffer;
  readonly inString: Buffer;
  readonly size: number;
  readonly sourceWords: DataView;
  readonly lineWords: DataView;
  readonly innerLineWords: DataView;
  readonly inStringWords: DataView;

  constructor(size: number) {
    this.size = size;
    this.source = Buffer.allocUnsafeSlow(size);
    this.lines = Buffer.allocUnsafeSlow(size);
    this.innerLines = Buffer.allocUnsafeSlow(size);
    this.inString = Buffer.allocUnsafeSlow(size);
    this.sourceWords = new DataView(this.source.buffer);
    this.lineWords = new DataView(this.lines.buffer);
    this.innerLineWords = new DataView(this.innerLines.buffer);
    this.inStringWords = new DataView(this.inString.buffer);
  }
}

let kept = new Room(SMALLEST);

/** The room that the last text left, or one for so many bytes where that is too small. */
export function roomFor(bytes: number): Room {
  return bytes <= kept.size ? kept : new Room(bytes);
}

/** Leaves a room to the next text. */
export function leaveRoom(room: Room): void {
  if (room.size <= KEPT) kept = room;
}
