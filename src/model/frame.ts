/** Pixel rectangle; integers, x to the right, y down, origin top left of the upright picture. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** RGBA rows of a rectangle, 8 bits a channel, alpha 255, no padding: width * height * 4 bytes. */
export interface PixelBlock extends Rect {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** What an output says when it is looked at before a frame. */
export type OutputState =
  | {
      readonly kind: 'ready';
      /** Size of the upright picture in pixels (rotation already undone). */
      readonly width: number;
      readonly height: number;
      /** Nothing drawn before can be relied on: draw everything. */
      readonly blank: boolean;
      /**
       * How to cut a full redraw into strips: full-width rows from top to bottom, or, cheaper on a
       * panel turned by a quarter, full-height columns. `rows` when absent.
       */
      readonly strips?: 'rows' | 'columns';
      /** A sentence for the log: why this device and not the one a person may expect. */
      readonly note?: string;
    }
  /** Not there, no permission, size zero: `reason` is a sentence a person can act on. */
  | { readonly kind: 'waiting'; readonly reason: string };

/** What came of a frame. */
export interface FrameReport {
  /** Everything drawn so far was read back from the device and is as it should be. */
  readonly verified: boolean;
  readonly bytesWritten: number;
  /** Rows that something else had changed since the last frame; they have to be drawn again. */
  readonly damagedRows: number;
}

/**
 * A device that shows pixels. For each frame: `prepare`, any number of `write`, one `finish`.
 * No call throws for a device that went away: `prepare` says so the next time.
 */
export interface Output {
  readonly name: string;
  prepare(): Promise<OutputState>;
  write(block: PixelBlock): Promise<void>;
  finish(): Promise<FrameReport>;
  close(): Promise<void>;
}
