import type { Exhibit, Fix } from '../../../engine/finding'
import type { Immutable } from '../../../engine/immutable'
import type { DkimDomain, DkimSelector } from '../../../evidence/mail-dkim'
import { looksLikeDkim, parseDkimKey } from './dkim-key'
import type { MailProvider } from './providers'

export type Selector = Immutable<DkimSelector>

/** The name a key stands at. */
export function keyName(selector: Pick<Selector, 'selector' | 'domain'>): string {
  return `${selector.selector}._domainkey.${selector.domain}`
}

/** The key records at a selector, other TXT left out. */
export function keyRecords(selector: Selector): string[] {
  return selector.records.filter(looksLikeDkim)
}

/** Whether receivers can verify with the key at this selector. */
export function isUsable(selector: Selector): boolean {
  const records = keyRecords(selector)
  return selector.records.length === 1 && records.some((text) => parseDkimKey(text).usable)
}

/** Whether the selector was asked for and nothing is there, as the authority confirmed. */
export function isMissing(selector: Selector): boolean {
  return selector.status !== 'answer' && selector.absence === 'absent'
}

/** What was found at a selector; keys are long, so only their beginning is shown. */
export function selectorExhibit(selector: Selector): Exhibit {
  return {
    kind: 'dns',
    title: `Key ${selector.selector} of ${selector.domain}`,
    question: { name: keyName(selector), type: 'TXT' },
    status: selector.status,
    records: selector.records.map((text) => text.replace(/(p\s*=\s*[^;]{16})[^;]+/i, '$1…')),
    ...(selector.aliases.length === 0 ? {} : { note: `alias of ${selector.aliases.at(-1)}` }),
  }
}

/** What was tried on a domain, as a table. */
export function domainExhibit(domain: Immutable<DkimDomain>): Exhibit {
  const rows = domain.selectors.map((selector) => {
    const key = keyRecords(selector).map(parseDkimKey)[0]
    const found =
      key === undefined ? (isMissing(selector) ? 'nothing there' : selector.status) : `${key.type} ${key.bits} bits`
    return [selector.selector, selector.aliases.at(-1) ?? '', found]
  })
  return {
    kind: 'table',
    title: `Keys of ${domain.domain}: ${domain.asked} names asked`,
    columns: ['Selector', 'Alias of', 'Found'],
    rows: rows.length > 0 ? rows : [['_domainkey', '', domain.root]],
  }
}

/** How to publish the key of a service; key material only the service has is never invented. */
export function publishKeyFix(
  domain: string,
  provider: MailProvider | undefined,
  selectors: readonly string[] = [],
): Fix {
  const names = selectors.length > 0 ? selectors : (provider?.dkim.selectors ?? []).slice(0, 3)
  const type = provider?.dkim.record ?? 'TXT'
  const where = provider === undefined ? 'the service that sends your mail' : provider.name
  const value = `<copy from ${provider?.name ?? 'your mail service'}>`
  const shown = names.length > 0 ? names : ['<selector>']
  return {
    effort: 'S',
    steps: [
      `Open the settings of ${where} and start the verification of the domain ${domain}.`,
      `Copy every ${type} record it lists into the DNS settings of ${domain}; where your DNS host has a proxy switch, turn it off for them.`,
      `Press "verify" there, then check again here in about an hour.`,
    ],
    records: shown.map((selector) => ({ type, name: `${selector}._domainkey.${domain}`, value })),
  }
}
