/** Words most leaked passwords are built from; a password that is little more than one of them is guessed first. */
const BASES = [
  'password',
  'passwort',
  'motdepasse',
  'contraseña',
  'qwerty',
  'qwertz',
  'azerty',
  'asdfgh',
  'zxcvbn',
  'yxcvbn',
  'iloveyou',
  'letmein',
  'welcome',
  'administrator',
  'admin',
  'changeme',
  'default',
  'dragon',
  'monkey',
  'football',
  'baseball',
  'superman',
  'batman',
  'sunshine',
  'princess',
  'starwars',
  'trustno',
  'whatever',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'computer',
  'internet',
  'secret',
  'launchready',
  'launch',
  'ready',
  'login',
  'access',
  'hello',
  'summer',
  'winter',
  'spring',
  'autumn',
  'january',
  'monday',
  'sommer',
  'correcthorsebatterystaple',
]
const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
]
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Letters left beside the known words, below which the rest adds nothing. */
const ENOUGH_REST = 5

function plain(text: string): string {
  return text.toLowerCase().replace(/[013457@$!]/g, (letter) => LEET[letter] ?? letter)
}

/**
 * Why a password would be guessed first, as one sentence; `undefined` when nothing speaks against it.
 * `about` are words known of the person (address, name, workspace).
 */
export function weakPasswordReason(password: string, about: readonly string[]): string | undefined {
  if (new Set(password).size < 5) return 'This repeats the same few characters. Use a few unrelated words.'
  const lower = password.toLowerCase()
  const joined = lower.replace(/[^\p{L}\p{N}]/gu, '')
  const isRun = SEQUENCES.some((row) => row.includes(joined) || [...row].reverse().join('').includes(joined))
  if (isRun) return 'This is a row of neighbouring keys. Use a few unrelated words.'
  const words = [...BASES, ...about.flatMap(wordsOf)]
  const rest = [...words]
    .sort((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, ''), plain(lower).replace(/[^\p{L}\p{N}]/gu, ''))
  const letters = rest.replace(/[^\p{L}]/gu, '')
  if (new Set(letters).size < ENOUGH_REST && letters.length < joined.length / 2) {
    return 'This is one of the first passwords anybody would try. Use a few unrelated words.'
  }
  return undefined
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4)
    .map(plain)
}
