const MAX_STRING = 255

/** A TXT value as the character-strings of at most 255 bytes it consists of (RFC 1035 section 3.3.14). */
export function splitText(value: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < value.length; at += MAX_STRING) parts.push(value.slice(at, at + MAX_STRING))
  return parts
}

/** What to do where a DNS host does not split a long value itself; nothing for short ones. */
export function splitSteps(value: string): string[] {
  if (value.length <= MAX_STRING) return []
  const quoted = splitText(value)
    .map((part) => `"${part}"`)
    .join(' ')
  return [`If your DNS host refuses more than ${MAX_STRING} characters, enter it in parts: ${quoted}`]
}
