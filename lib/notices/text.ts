const MOST = 180

/**
 * Text of other people on one line of a message: line ends, control characters and characters that turn the
 * direction of what follows become a space, so nothing can forge a header or a second line.
 */
export function oneLine(text: string, most = MOST): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\s+/g, ' ')
  const cut = [...plain.trim().toWellFormed()]
  return cut.length > most ? `${cut.slice(0, most - 1).join('')}…` : cut.join('')
}

/** Text inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Text inside a message of a Slack-compatible room: the three characters it gives a meaning. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
