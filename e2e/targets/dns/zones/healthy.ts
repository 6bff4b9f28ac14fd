/** Domains on which everything is right. */
export const healthyZones = `
zone shop-good.test flag=signed
? sends=yes receives=yes esp=resend selectors=resend hosts=@,www,app,api launch=7
@ 300 A 198.18.1.1
@ 300 AAAA 2001:db8:1::1
www 300 CNAME shop-good.test
app 300 A 198.18.1.2
api 300 A 198.18.1.3
staging 300 A 198.18.9.9
@ 3600 MX 1 aspmx.l.google.com
@ 3600 MX 5 alt1.aspmx.l.google.com
@ 3600 TXT "v=spf1 include:_spf.google.com ~all"
@ 3600 CAA 0 issue "letsencrypt.org"
send 3600 MX 10 feedback-smtp.eu-west-1.amazonses.com
send 3600 TXT "v=spf1 include:amazonses.com ~all"
resend._domainkey 3600 TXT "p=@RSA2048"
google._domainkey 3600 TXT "v=DKIM1; k=rsa; " "p=@RSA2048"
_dmarc 3600 TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@shop-good.test"
! domain-resolves pass
! host-apex pass
! host-www pass
! host-roles pass
! dns-delegation pass
! dns-nameserver-redundancy pass
! dns-soa pass
! dns-ttl-launch pass
! dns-answers-consistent pass
! caa pass
! dns-wildcard pass
! dnssec pass
! domain-registration pass
! dns-environment-separation pass
! dns-cname-rules pass
! dns-dangling pass
! dns-private-address pass
! mx pass
! spf-record pass
! spf-evaluates pass result=softfail
! spf-lookup-limit pass lookups=3 voids=0
! spf-policy pass
! dkim-present pass
! dkim-key pass bits=2048
! dmarc-record pass
! dmarc-policy pass effective=quarantine
! sender-alignment pass aligned=spf,dkim
! spf-hygiene pass
! dmarc-reporting pass
! bulk-sender-readiness pass
! sender-reverse-dns not-applicable
! email-parked not-applicable
! mx-starttls pass
! dane-smtp not-applicable
! mta-sts not-applicable
! tls-rpt not-applicable
! bimi not-applicable

zone parked-good.test
? sends=no receives=no
@ 300 A 198.18.1.4
@ 3600 MX 0 .
@ 3600 TXT "v=spf1 -all"
_dmarc 3600 TXT "v=DMARC1; p=reject;"
! mx-null pass
! spf-lookup-limit pass lookups=0
! dkim-present not-applicable
! email-parked pass
! spf-hygiene pass
! dmarc-reporting not-applicable
! bulk-sender-readiness not-applicable

zone xn--mnchen-3ya.test
? hosts=@,www sends=no receives=no
@ 300 A 198.18.1.5
www 300 CNAME xn--mnchen-3ya.test
@ 3600 MX 0 .
@ 3600 TXT "v=spf1 -all"
_dmarc 3600 TXT "v=DMARC1; p=reject"
! email-parked pass
! host-apex pass
! host-www pass
`
