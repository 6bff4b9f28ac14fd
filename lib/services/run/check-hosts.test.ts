import { describe, expect, it } from 'vitest'
import { hostChecks } from './check-hosts'

describe('the checks that look at hosts', () => {
  const checks = hostChecks()

  it.each(['host-roles', 'https-reachable', 'tls-cert-name', 'caa', 'dns-hosting-target', 'domain-map'])(
    'hold %s',
    (id) => {
      expect(checks).toContain(id)
    },
  )

  it.each(['spf-record', 'dmarc-record', 'mx', 'domain-registration', 'dns-zone-transfer'])('leave out %s', (id) => {
    expect(checks).not.toContain(id)
  })
})
