/** The groups checks are shown in; the first pattern that fits an id wins. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['DNS', /^(domain-|host-|dns-|dnssec|caa)/],
  ['TLS', /^(tls-|hsts|https-reachable|mixed-)/],
  ['Redirects', /^(https-redirect|redirect|canonical-|duplicate-)/],
  ['Email', /^(spf|dkim|dmarc|sender|mx|email|mta-|bimi|bulk)/],
  ['Secrets', /^(exposed-|public-bundle|secret|no-secret|env-)/],
]
const REST = 'Edge and pages'

function familyOf(checkId: string): string {
  return FAMILIES.find(([, pattern]) => pattern.test(checkId))?.[0] ?? REST
}

/** Checks under their headings, in a fixed order; empty headings are left out. */
export function byFamily<Check extends { id: string }>(checks: readonly Check[]): { name: string; checks: Check[] }[] {
  return [...FAMILIES.map(([name]) => name), REST]
    .map((name) => ({ name, checks: checks.filter(({ id }) => familyOf(id) === name) }))
    .filter((family) => family.checks.length > 0)
}
