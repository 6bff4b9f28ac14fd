/** Whether a sending service is set up for the domain. */
export const sendersZones = `
zone esp-mismatch.test
? sends=yes esp=sendgrid
@ 300 MX 1 aspmx.l.google.com
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
google._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@esp-mismatch.test"
! sender-alignment fail esp=sendgrid aligned=none

zone esp-sendgrid.test
? sends=yes esp=sendgrid
@ 300 MX 1 aspmx.l.google.com
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
em123 300 CNAME u1.wl1.sendgrid.net
s1._domainkey 300 CNAME s1.domainkey.u1.wl1.sendgrid.net
s2._domainkey 300 CNAME s2.domainkey.u1.wl1.sendgrid.net
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@esp-sendgrid.test"
! sender-alignment pass esp=sendgrid aligned=spf,dkim

zone esp-spfonly.test
? sends=yes esp=amazonses mailfrom=bounce.esp-spfonly.test
bounce 300 MX 10 feedback-smtp.eu-west-1.amazonses.com
bounce 300 TXT "v=spf1 include:amazonses.com -all"
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@esp-spfonly.test"
@ 300 MX 1 aspmx.l.google.com
! sender-alignment warn esp=amazonses aligned=spf reason=dkim-missing

zone esp-strict.test
? sends=yes esp=postmark selectors=20260801pm
20260801pm._domainkey.mail 300 TXT "k=rsa; p=@RSA1024"
pm-bounces 300 CNAME pm.mtasv.net
_dmarc 300 TXT "v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:d@esp-strict.test"
@ 300 MX 1 aspmx.l.google.com
! sender-alignment fail aligned=none reason=strict-alignment
`
