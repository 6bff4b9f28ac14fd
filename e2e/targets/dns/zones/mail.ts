/** Receiving mail (RFC 5321 section 5, RFC 7505). */
export const mailZones = `
zone mx-none.test
? receives=yes
@ 300 A 198.18.1.1
! mx warn reason=implicit-a

zone mx-none-none.test
? receives=yes
@ 300 TXT "x"
! mx fail reason=no-mx-no-address

zone mx-null-mixed.test
? receives=yes
@ 300 MX 0 .
@ 300 MX 10 aspmx.l.google.com
! mx-null fail reason=null-with-others

zone mx-null-receives.test
? receives=yes
@ 300 MX 0 .
! mx-null fail reason=receives-but-null

zone mx-cname.test
@ 300 MX 10 mail.mx-cname.test
mail 300 CNAME aspmx.l.google.com
! mx warn reason=mx-is-cname

zone mx-dead.test
@ 300 MX 10 mail.mx-dead.test.mx-dead.test
! mx fail reason=target-nxdomain hint=missing-trailing-dot

zone mx-ip.test
@ 300 MX 10 198.18.1.1
! mx fail reason=address-literal

zone mx-private.test
@ 300 MX 10 mail.mx-private.test
mail 300 A 10.1.1.1
! mx fail reason=target-private

zone mtasts-record.test
@ 300 MX 10 aspmx.l.google.com
_mta-sts 300 TXT "v=STSv1; id=2026-08-01"
! mta-sts fail reason=bad-id

zone mtasts-two.test
@ 300 MX 10 aspmx.l.google.com
_mta-sts 300 TXT "v=STSv1; id=a1;"
_mta-sts 300 TXT "v=STSv1; id=a2;"
! mta-sts fail reason=multiple-records

zone tlsrpt.test
@ 300 MX 10 aspmx.l.google.com
_smtp._tls 300 TXT "v=TLSRPTv1; rua=tls@tlsrpt.test"
! tls-rpt fail reason=bad-uri
`
