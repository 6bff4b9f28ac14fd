const TEXTS: Readonly<Record<string, string>> = {
  timeout: 'our time was up',
  aborted: 'the run ended before',
  dependency: 'an earlier look failed',
}

/** Why nothing was tried, as half a sentence. */
export function failureText(code: string): string {
  return TEXTS[code] ?? 'our checker could not look'
}
