import { registrableDomain } from '../checks/shared/public-suffix'
import { dnsRegistration } from '../evidence/dns-registration'
import { defineCollector } from './shared/define'

export default defineCollector(dnsRegistration, {
  needs: {},
  lane: 'http',
  timeoutMs: 25_000,
  async collect(_needs, { target, net }) {
    const domain = registrableDomain(target.domain)
    return { domain, ...(await net.rdap.facts(domain)) }
  },
})
