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
`
