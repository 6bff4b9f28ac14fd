/** Small mistakes around mail: untidy SPF, reports that reach nobody, domains that never send, servers without names. */
export const mailCareZones = `
zone spf-ptr.test
? sends=yes
@ 300 TXT "v=spf1 ptr ip4:198.18.60.7 ~all"
! spf-hygiene warn
zone spf-tail.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.7 -all include:inc1.test"
! spf-hygiene warn
zone spf-doubled.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.7 ip4:198.18.60.7 ~all"
! spf-hygiene warn
zone spf-unused.test
? sends=yes esp=resend
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
! spf-hygiene warn
! sender-alignment fail
zone spf-clean.test
? sends=yes esp=google selectors=google
@ 300 MX 1 smtp.google.com
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
google._domainkey 300 TXT "v=DKIM1; k=rsa; p=@RSA2048"
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@spf-clean.test"
! spf-hygiene pass
! dmarc-reporting pass
! bulk-sender-readiness pass
! sender-reverse-dns not-applicable
! email-parked not-applicable
! mta-sts not-applicable
! tls-rpt not-applicable
! bimi not-applicable
zone spf-crowd.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.7 ~all"
@ 300 TXT "site-verification=${'a'.repeat(230)}"
@ 300 TXT "other-verification=${'b'.repeat(230)}"
@ 300 TXT "third-verification=${'c'.repeat(230)}"
@ 300 TXT "fourth-verification=${'d'.repeat(230)}"
@ 300 TXT "fifth-verification=${'e'.repeat(230)}"
! spf-hygiene warn
zone spf-sender-id.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.7 ~all"
@ 300 TXT "spf2.0/pra ip4:198.18.60.7 ~all"
! spf-hygiene warn

zone report-vendor.test
@ 300 MX 1 mx.report-vendor.test
mx 300 A 198.18.60.9
*._report._dmarc 300 TXT "v=DMARC1;"
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@report-vendor.test"
zone report-silent.test
@ 300 MX 1 mx.report-silent.test
mx 300 A 198.18.60.9
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@report-silent.test"
zone report-ok.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:x@report-vendor.test"
! dmarc-reporting pass
zone report-no.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:x@report-silent.test"
! dmarc-reporting warn
zone report-none.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none"
! dmarc-reporting warn
zone report-bare.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none; rua=d@report-bare.test"
! dmarc-reporting warn
zone report-half.test
? sends=yes
@ 300 MX 1 mx.report-half.test
mx 300 A 198.18.60.9
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@report-half.test,mailto:d@gone.report-half.test"
! dmarc-reporting pass
zone report-gone.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@gone.report-gone.test"
! dmarc-reporting fail
zone report-below.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@reports.report-below.test"
reports 300 MX 1 mx.report-half.test
! dmarc-reporting pass
zone report-slow.test
? sends=yes
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@slow.report-slow.test"
fault * slow.report-slow.test * servfail
! dmarc-reporting unknown

zone parked-soft.test
? sends=no receives=no
@ 300 MX 0 .
@ 300 TXT "v=spf1 ~all"
_dmarc 300 TXT "v=DMARC1; p=reject"
! email-parked warn
zone parked-spf-only.test
? sends=no receives=no
@ 300 MX 0 .
@ 300 TXT "v=spf1 -all"
! email-parked warn
zone parked-bare.test
? sends=no
@ 300 A 198.18.1.4
! email-parked fail
zone parked-mx.test
? sends=no receives=no
@ 300 TXT "v=spf1 -all"
_dmarc 300 TXT "v=DMARC1; p=reject"
! email-parked warn
zone parked-open.test
? sends=no receives=no
@ 300 MX 0 .
@ 300 TXT "v=spf1 ip4:198.18.60.0/24 -all"
_dmarc 300 TXT "v=DMARC1; p=reject"
! email-parked fail

zone 60.18.198.in-addr.arpa
7 300 PTR mail.reverse-good.test
8 300 PTR mail.reverse-astray.test
9 300 PTR host-198-18-60-9.reverse-generic.test
zone reverse-good.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.7 ~all"
mail 300 A 198.18.60.7
! sender-reverse-dns pass
zone reverse-astray.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.8 ~all"
mail 300 A 198.18.60.88
! sender-reverse-dns fail
zone reverse-generic.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.9 ~all"
host-198-18-60-9 300 A 198.18.60.9
! sender-reverse-dns warn
zone reverse-none.test
? sends=yes
@ 300 MX 1 mail.reverse-none.test
@ 300 TXT "v=spf1 mx ~all"
mail 300 A 198.18.60.10
! sender-reverse-dns fail
zone reverse-network.test
? sends=yes
@ 300 TXT "v=spf1 ip4:198.18.60.0/24 ~all"
! sender-reverse-dns not-applicable
zone reverse-silent.test
? sends=yes
@ 300 TXT "v=spf1 a:mail.reverse-silent.test ~all"
fault * mail.reverse-silent.test A servfail
fault * mail.reverse-silent.test AAAA servfail
! sender-reverse-dns unknown
`
