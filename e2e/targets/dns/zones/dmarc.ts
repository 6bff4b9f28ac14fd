/** DMARC records and policy discovery (RFC 9989). */
export const dmarcZones = `
zone dmarc-none.test
? sends=yes
@ 300 A 198.18.1.1
! dmarc-record fail reason=absent

zone dmarc-apex.test
? sends=yes
@ 300 TXT "v=DMARC1; p=reject"
! dmarc-record fail reason=absent hint=found-at-apex

zone dmarc-two.test
_dmarc 300 TXT "v=DMARC1; p=none"
_dmarc 300 TXT "v=DMARC1; p=reject"
! dmarc-record fail reason=multiple

zone dmarc-lower.test
_dmarc 300 TXT "v=dmarc1; p=reject"
! dmarc-record fail reason=version-case

zone dmarc-nosemi.test
_dmarc 300 TXT "v=DMARC1 p=reject"
! dmarc-record fail reason=missing-separator

zone dmarc-typo.test
_dmarc 300 TXT "v=DMARC1; p=quarentine; rua=mailto:d@dmarc-typo.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-record warn reason=invalid-p-treated-as-none
! dmarc-policy warn effective=none

zone dmarc-typo2.test
_dmarc 300 TXT "v=DMARC1; p=quarentine"
! dmarc-record fail reason=invalid-p-ignored

zone dmarc-nop.test
_dmarc 300 TXT "v=DMARC1; rua=mailto:d@dmarc-nop.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-record warn reason=p-missing

zone dmarc-dup.test
_dmarc 300 TXT "v=DMARC1; p=none; p=reject"
! dmarc-record fail reason=duplicate-tag

zone dmarc-spaces.test
_dmarc 300 TXT "v = DMARC1 ; p = reject ; rua = mailto:d@dmarc-spaces.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-record pass
! dmarc-policy pass effective=reject

zone dmarc-unrelated.test
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@dmarc-unrelated.test"
_dmarc 300 TXT "google-site-verification=zz"
@ 300 MX 10 aspmx.l.google.com
! dmarc-record warn reason=unrelated-txt

zone dmarc-pnone.test
_dmarc 300 TXT "v=DMARC1; p=none"
! dmarc-record pass
! dmarc-policy warn effective=none
! dmarc-reporting warn reason=no-rua

zone dmarc-spnone.test
_dmarc 300 TXT "v=DMARC1; p=reject; sp=none; rua=mailto:d@dmarc-spnone.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-policy warn reason=sp-weaker

zone dmarc-test.test
_dmarc 300 TXT "v=DMARC1; p=quarantine; t=y; rua=mailto:d@dmarc-test.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-policy warn effective=none reason=test-mode

zone dmarc-pct.test
_dmarc 300 TXT "v=DMARC1; p=reject; pct=10; rua=mailto:d@dmarc-pct.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-policy warn reason=pct-removed

zone dmarc-cname.test
_dmarc 300 CNAME dmarc-cname.policies.dmarc-host.test
! dmarc-record pass via=cname

zone dmarc-host.test
*.policies 300 TXT "v=DMARC1; p=reject; rua=mailto:x@dmarc-vendor.test"

zone tree.test
? senders=a.b.tree.test
_dmarc 300 TXT "v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@tree.test"
_dmarc.b 300 TXT "v=DMARC1; p=none"
x.a.b 300 TXT "exists"
@ 300 MX 10 aspmx.l.google.com
! dmarc-record pass name=a.b.tree.test policyDomain=tree.test orgDomain=tree.test
! dmarc-policy pass name=a.b.tree.test effective=quarantine

zone psdn.test
? senders=mail.team.psdn.test
_dmarc 300 TXT "v=DMARC1; p=reject"
_dmarc.team 300 TXT "v=DMARC1; p=none; psd=n"
x.mail.team 300 TXT "exists"
! dmarc-record pass name=mail.team.psdn.test policyDomain=team.psdn.test orgDomain=team.psdn.test

zone dmarc-ext-ok.test
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:x@dmarc-vendor.test"
! dmarc-reporting pass

zone dmarc-ext-bad.test
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:x@dmarc-closed.test"
! dmarc-reporting warn reason=not-authorised
`
