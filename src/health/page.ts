/** The page of `GET /`: the picture, for a look from another desk. PURE. */
import type { HealthFacts } from './facts.ts';
import { judge } from './judgement.ts';

/** Seconds after which the page loads itself again. */
const RELOAD_AFTER = 30;

const STYLE = `
body { margin: 0; background: #15171a; color: #c9ced6; font: 16px/1.5 system-ui, sans-serif; }
img { display: block; max-width: 100%; max-height: 88vh; margin: 0 auto; }
footer { padding: 12px 20px; }
a { color: #8ab4f8; margin-right: 16px; }
`;

/** Nothing but the picture and the style above may be loaded by the page. */
export const PAGE_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";

export function makePage(facts: HealthFacts): string {
  const { status, reasons } = judge(facts);
  const list = reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="${RELOAD_AFTER}">
<meta name="viewport" content="width=device-width">
<title>daywall: ${status}</title>
<style>${STYLE}</style>
</head>
<body>
<img src="/screen.png" alt="What is on the wall now">
<footer>
<p><a href="/health">health: ${status}</a><a href="/metrics">metrics</a><a href="/screen.png">picture</a></p>
<ul>${list}</ul>
</footer>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
