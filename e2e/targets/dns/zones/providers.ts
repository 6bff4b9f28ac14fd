/** Mail and hosting providers under their real names, so that detection by suffix is exercised; the data is invented. */
export const providersZones = `
zone amazonses.com
@ 300 TXT "v=spf1 ip4:198.18.20.0/25 -all"
feedback-smtp.eu-west-1 300 A 198.18.20.25

zone sendgrid.net
@ 300 TXT "v=spf1 ip4:198.18.22.0/24 ~all"
u1.wl1 300 TXT "v=spf1 ip4:198.18.22.7 -all"
u1.wl1 300 MX 10 mx.sendgrid.net
mx 300 A 198.18.22.1
s1.domainkey.u1.wl1 300 TXT "k=rsa; t=s; p=@RSA2048"
s2.domainkey.u1.wl1 300 TXT "k=rsa; t=s; p=@RSA2048"

zone google.com
_spf 300 TXT "v=spf1 include:_netblocks.google.com include:_netblocks2.google.com ~all"
_netblocks 300 TXT "v=spf1 ip4:198.18.23.0/24 ~all"
_netblocks2 300 TXT "v=spf1 ip6:2001:db8:23::/48 ~all"
aspmx.l 300 A 198.18.23.26
alt1.aspmx.l 300 A 198.18.23.27
smtp 300 A 198.18.23.28

zone mtasv.net
pm 300 TXT "v=spf1 ip4:198.18.24.0/24 -all"
pm 300 MX 10 inbound.mtasv.net
inbound 300 A 198.18.24.1

zone azurewebsites.net
live-app 300 A 198.18.25.1

zone herokudns.com
live.heroku 300 A 198.18.26.1

zone dmarc-vendor.test
@ 300 MX 10 mx.dmarc-vendor.test
mx 300 A 198.18.27.1
*._report._dmarc 300 TXT "v=DMARC1"

zone dmarc-closed.test
@ 300 MX 10 mx.dmarc-closed.test
mx 300 A 198.18.27.2

zone esp.test
@ 300 A 198.18.20.200
_spf 300 TXT "v=spf1 ip4:198.18.20.128/25 -all"

zone inc1.test
@ 300 TXT "v=spf1 ip4:198.18.21.1 ~all"

zone inc2.test
@ 300 TXT "v=spf1 ip4:198.18.21.2 ~all"

zone inc3.test
@ 300 TXT "v=spf1 ip4:198.18.21.3 ~all"

zone inc4.test
@ 300 TXT "v=spf1 ip4:198.18.21.4 ~all"

zone inc5.test
@ 300 TXT "v=spf1 ip4:198.18.21.5 ~all"

zone inc6.test
@ 300 TXT "v=spf1 ip4:198.18.21.6 ~all"

zone inc7.test
@ 300 TXT "v=spf1 ip4:198.18.21.7 ~all"

zone inc8.test
@ 300 TXT "v=spf1 ip4:198.18.21.8 ~all"

zone nest5.test
@ 300 TXT "v=spf1 include:inc1.test include:inc2.test include:inc3.test include:inc4.test ~all"

zone nospf.test
@ 300 A 198.18.1.9
`
