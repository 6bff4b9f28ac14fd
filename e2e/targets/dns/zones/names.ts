/** Name servers, timers, certificate authorities and environments. */
export const namesZones = `
zone single-ns.test ns=ns1 parent=ns1
@ 300 A 198.18.1.1
! dns-nameserver-redundancy warn servers=1
! dns-delegation pass

zone one-network.test ns=ns1,ns6 parent=ns1,ns6
@ 300 A 198.18.1.1
! dns-nameserver-redundancy warn

zone soa-bad.test soa=1,900,7200,3600,604800
@ 300 A 198.18.1.1
! dns-soa warn reason=retry-over-refresh
! dns-soa warn reason=expire-too-short
! dns-soa warn reason=negative-ttl-too-long

zone ttl.test
? launch=3
@ 86400 A 198.18.1.1
www 604800 CNAME ttl.test
api 0 A 198.18.1.3
! dns-ttl-launch warn name=ttl.test ttl=86400
! dns-ttl-launch warn name=www.ttl.test ttl=604800

# ns2 never learned of the mail policy.
zone half-dmarc.test
@ 300 A 198.18.1.1
_dmarc 300 TXT "v=DMARC1; p=reject"
on ns2 _dmarc 300 TXT "something else"
! dns-answers-consistent fail

zone caa-block.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 issue "digicert.com"
! caa fail blocks=letsencrypt.org

zone caa-deny.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 issue ";"
! caa fail blocks=letsencrypt.org

zone caa-sub.test
? ca=letsencrypt.org hosts=app
@ 300 CAA 0 issue "letsencrypt.org"
app 300 A 198.18.1.2
app 300 CAA 0 issue "sectigo.com"
! caa fail name=app.caa-sub.test blocks=letsencrypt.org
! caa pass name=caa-sub.test

zone caa-crit.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 issue "letsencrypt.org"
@ 300 CAA 128 futuretag "x"
! caa fail reason=unknown-critical

zone caa-alias.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
www 300 CNAME caa-platform.test
! caa fail name=www.caa-alias.test
! caa not-applicable name=caa-alias.test

zone caa-platform.test
@ 300 A 198.18.1.2
@ 300 CAA 0 issue "pki.goog"

zone caa-servfail.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
fault recursive caa-servfail.test CAA servfail
! caa unknown

zone tenants.test
? tenants=yes
@ 300 A 198.18.1.1
* 300 CNAME tenants.test
@ 300 TXT "v=spf1 -all"
@ 300 MX 0 .
! dns-wildcard not-applicable

# The addresses of two hosting providers; nothing is ever contacted there.
zone old-six.test
@ 300 A 76.76.21.21
@ 300 AAAA 2606:50c0:8000::153
! dns-ipv6-parity warn

zone signed-good.test flag=signed
@ 300 A 198.18.1.1
! dnssec pass

zone signed-two.test flag=signed,twods
@ 300 A 198.18.1.1
! dnssec pass

zone signed-bogus.test flag=signed,orphan,bogus
@ 300 A 198.18.1.1
! dnssec fail
! domain-resolves fail reason=dnssec

zone ds-orphan.test flag=orphan,bogus
@ 300 A 198.18.1.1
! dnssec fail
! domain-resolves fail reason=dnssec

zone unsigned.test
@ 300 A 198.18.1.1
! dnssec warn

zone signed-nods.test flag=signed,nods
@ 300 A 198.18.1.1
! dnssec warn

zone signed-soon.test flag=signed,soon
@ 300 A 198.18.1.1
! dnssec warn

zone signed-expired.test flag=signed,expired,bogus
@ 300 A 198.18.1.1
! dnssec fail
! domain-resolves fail reason=dnssec

zone signed-sha1.test flag=signed,sha1
@ 300 A 198.18.1.1
! dnssec warn

zone staging-same.test
? hosts=@,www,app staging=staging,dev
@ 300 A 198.18.1.1
www 300 CNAME staging-same.test
app 300 A 198.18.1.2
staging 300 CNAME app.staging-same.test
dev 300 A 198.18.1.2
! dns-environment-separation fail pair=staging.staging-same.test,app.staging-same.test name=staging.staging-same.test
! dns-environment-separation warn pair=dev.staging-same.test,app.staging-same.test name=dev.staging-same.test

zone parked-page.test
@ 300 A 91.195.240.12
! dns-hosting-target fail

zone half-pages.test
@ 300 A 185.199.108.153
@ 300 A 185.199.109.153
! dns-hosting-target warn

# All addresses of the provider, and the server from before beside them.
zone pages-leftover.test
@ 300 A 185.199.108.153
@ 300 A 185.199.109.153
@ 300 A 185.199.110.153
@ 300 A 185.199.111.153
@ 300 A 198.18.1.1
! dns-hosting-target warn

zone mail-proxied.test
@ 300 A 76.76.21.21
@ 300 MX 10 mail.mail-proxied.test
mail 300 A 104.16.200.200
! dns-hosting-target fail name=mail.mail-proxied.test
! mx fail
`
