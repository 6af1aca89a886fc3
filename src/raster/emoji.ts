/**
 * Joined emoji that the text engine tears apart.
 *
 * It cuts text into runs of one presentation, and where a sequence begins with a character that is text
 * by default (Unicode UTS 51, Emoji_Presentation=No) and goes on with one that is an emoji by default,
 * it cuts in the middle. The emoji font has the pictures of these sequences under private characters
 * too. Found by measuring all sequences of Unicode's emoji-test.txt 15.0.
 */
const TORN = /\u2764\ufe0f?\u200d[\u{1f525}\u{1fa79}]|\u{1f3f3}\ufe0f?\u200d\u{1f308}/gu;

const PRIVATE: Readonly<Record<string, string>> = {
  '\u{1f525}': '\u{f0000}', // heart on fire
  '\u{1fa79}': '\u{f0001}', // mending heart
  '\u{1f308}': '\u{f0002}', // rainbow flag
};

/** The text as the engine has to get it. */
export function mendEmoji(text: string): string {
  return text.replace(TORN, (sequence) => PRIVATE[sequence.slice(-2)] ?? sequence);
}
