/** Domains whose registry has something to say; the registry itself is a web site of the laboratory. */
export const registrationsZones = `
zone expiring.test
@ 300 A 198.18.1.20
! domain-registration warn

zone lapsing.test
@ 300 A 198.18.1.21
! domain-registration fail

zone expired.test
@ 300 A 198.18.1.22
! domain-registration warn

zone redemption.test
@ 300 A 198.18.1.23
! domain-registration fail

zone held.test
@ 300 A 198.18.1.24
! domain-registration fail

zone unlocked.test
@ 300 A 198.18.1.25
! domain-registration warn

zone nodate.test
@ 300 A 198.18.1.26
! domain-registration unknown

zone ratelimited.test
@ 300 A 198.18.1.27
! domain-registration unknown

zone broken-registry.test
@ 300 A 198.18.1.28
! domain-registration unknown
`
