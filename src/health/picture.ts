/**
 * The picture for `/screen.png`: drawn once for all who ask meanwhile, and taken in whole before it
 * is sent, so that a slow client holds neither the drawing nor anyone else.
 */

/** The picture as it is on the wall now, as an encoded file; null when there is none yet. */
export type Screen = () => Promise<AsyncIterable<Uint8Array> | null>;

interface Picture {
  readonly chunks: readonly Uint8Array[];
}

export interface PictureSource {
  /** One of a few places for those who wait or are being sent a picture; null when all are taken. */
  takePlace(): { /** Once. */ readonly leave: () => void } | null;
  /** @throws Error when drawing fails or the picture is larger than any real one. */
  draw(): Promise<Picture | null>;
}

/** Pictures being drawn or sent at a time: each holds a file of up to some hundred kilobytes. */
const MAX_PLACES = 8;

/** A wall of 3840x2160 with no two pixels alike, uncompressed, is 33 MB. */
const MAX_BYTES = 34_000_000;

export function createPictureSource(screen: Screen): PictureSource {
  let taken = 0;
  let drawing: Promise<Picture | null> | null = null;
  return {
    takePlace() {
      if (taken >= MAX_PLACES) return null;
      taken += 1;
      return {
        leave() {
          taken -= 1;
        },
      };
    },
    draw() {
      drawing ??= collect(screen).finally(() => {
        drawing = null;
      });
      return drawing;
    },
  };
}

async function collect(screen: Screen): Promise<Picture | null> {
  const stream = await screen();
  if (stream === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`The picture is larger than ${MAX_BYTES} bytes.`);
    // The one who draws may use its buffer again for the next part.
    chunks.push(new Uint8Array(chunk));
  }
  return { chunks };
}
