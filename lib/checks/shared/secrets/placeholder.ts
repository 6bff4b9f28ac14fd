const WORDS =
  /example|x{4}|your|change-?me|placeholder|dummy|fake|redacted|replace|<[^>]{0,80}>|\$\{|\{\{|%[a-z_]+%|\$\(|\*{3}|\.{3}|…/i

/** Values that vendors print in their own documentation, so finding one means nothing. */
const PUBLISHED = new Set([
  'AKIAIOSFODNN7EXAMPLE',
  'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
  'sk_test_BQokikJOvBiI2HlWgH4olfQ2',
  'pk_test_TYooMQauvdEDq54NiTphI7jx',
  'SK00000000000000000000000000000000',
])

const MIN_DISTINCT = 7

function hasRun(value: string): boolean {
  let equal = 1
  let rising = 1
  for (let index = 1; index < value.length; index++) {
    const step = value.charCodeAt(index) - value.charCodeAt(index - 1)
    equal = step === 0 ? equal + 1 : 1
    rising = step === 1 ? rising + 1 : 1
    if (equal >= 6 || rising >= 8) return true
  }
  return false
}

/**
 * Whether a value that has the shape of a key is only an example: placeholder words, runs of equal or
 * counting characters, too few distinct characters, or a value printed in a vendor's documentation.
 */
export function isExampleValue(value: string): boolean {
  if (PUBLISHED.has(value) || WORDS.test(value) || hasRun(value)) return true
  return new Set(value.slice(-20)).size < MIN_DISTINCT
}

const PLACEHOLDER_VALUE =
  /^(?:|x+|\*+|\.+|-+|null|none|undefined|true|false|todo|tbd|secret|password|changeit|change[-_ ]?me.*|your[-_ ].*|<.*>|\$\{.*\}|\{\{.*\}\}|\[.*\]|insert.*|replace.*|example.*|dummy.*|fake.*|placeholder.*|redacted.*)$/i

/** Whether the right side of a configuration line stands for a value instead of being one. */
export function isPlaceholderValue(value: string): boolean {
  const bare = value
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim()
  if (PLACEHOLDER_VALUE.test(bare)) return true
  return /your[-_](?:key|secret|token|api|password|own)|x{4}|change[-_]?me|<[a-z _-]{2,40}>/i.test(bare)
}
