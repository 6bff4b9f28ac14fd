/** Sender Policy Framework (RFC 7208). `spf-evaluates` states the result for a sender in nobody's list. */
export const spfZones = String.raw`
zone spf-none.test
? sends=yes
@ 300 TXT "google-site-verification=abc"
! spf-record fail reason=absent

zone spf-multi.test
@ 300 TXT "v=spf1 include:_spf.esp.test -all"
@ 300 TXT "v=spf1 include:inc1.test ~all"
! spf-record fail reason=multiple
! spf-evaluates fail result=permerror

zone spf-10.test
@ 300 A 198.18.1.1
@ 300 MX 10 m.spf-10.test
m 300 A 198.18.1.2
@ 300 TXT "v=spf1 include:nest5.test include:inc5.test include:inc6.test a mx include:inc7.test ~all"
! spf-lookup-limit warn lookups=10
! spf-evaluates pass result=softfail

zone spf-11.test
@ 300 A 198.18.1.1
@ 300 MX 10 m.spf-11.test
m 300 A 198.18.1.2
@ 300 TXT "v=spf1 include:nest5.test include:inc5.test include:inc6.test a mx include:inc7.test include:inc8.test ~all"
! spf-lookup-limit fail lookups=11
! spf-evaluates fail result=permerror

zone spf-void2.test
@ 300 TXT "v=spf1 a:gone1.spf-void2.test mx:gone3.spf-void2.test ip4:198.18.1.1 -all"
! spf-lookup-limit warn lookups=2 voids=2

zone spf-void3.test
@ 300 TXT "v=spf1 a:gone1.spf-void3.test a:gone2.spf-void3.test mx:gone3.spf-void3.test ip4:198.18.1.1 -all"
! spf-lookup-limit fail lookups=3 voids=3
! spf-evaluates fail result=permerror

zone spf-plusall.test
@ 300 TXT "v=spf1 include:_spf.esp.test +all"
! spf-policy fail reason=allows-everyone

zone spf-noall.test
@ 300 TXT "v=spf1 include:_spf.esp.test"
! spf-policy warn reason=no-all
! spf-evaluates pass result=neutral

zone spf-redirect.test
@ 300 TXT "v=spf1 redirect=_spf.esp.test"
! spf-policy pass
! spf-lookup-limit pass lookups=1

zone spf-include-none.test
@ 300 TXT "v=spf1 include:nospf.test include:_spf.esp.test -all"
! spf-evaluates fail result=permerror reason=include-without-spf

zone spf-include-nx.test
@ 300 TXT "v=spf1 include:spf.nosuch.test include:_spf.esp.test -all"
! spf-evaluates fail result=permerror reason=include-without-spf

zone spf-loop.test
@ 300 TXT "v=spf1 include:spf-loop.test -all"
! spf-evaluates fail result=permerror reason=loop

zone spf-space.test
@ 300 TXT "v=spf1 include: _spf.esp.test -all"
! spf-evaluates fail result=permerror reason=syntax

zone spf-ip4bad.test
@ 300 TXT "v=spf1 ip4:198.18.300.1 -all"
! spf-evaluates fail result=permerror reason=syntax

zone spf-ipv4mech.test
@ 300 TXT "v=spf1 ipv4:198.18.1.1 -all"
! spf-evaluates fail result=permerror reason=syntax

zone spf-afterall.test
@ 300 TXT "v=spf1 -all include:_spf.esp.test"
! spf-hygiene warn reason=terms-after-all
! spf-lookup-limit pass lookups=0

zone spf-redirect-all.test
@ 300 TXT "v=spf1 ip4:198.18.1.1 redirect=inc1.test ~all"
! spf-hygiene warn reason=redirect-ignored

zone spf-joined.test
@ 300 TXT "v=spf1 include:_spf.esp.test" "include:inc1.test -all"
! spf-evaluates fail result=permerror reason=joined-strings

zone spf-quoted.test
@ 300 TXT "\"v=spf1 include:_spf.esp.test -all\""
! spf-record fail reason=quoted

zone spf-leadspace.test
@ 300 TXT " v=spf1 include:_spf.esp.test -all"
! spf-record fail reason=leading-space

zone spf-v10.test
@ 300 TXT "v=spf10 include:_spf.esp.test -all"
! spf-record fail reason=version-typo

zone spf-dash.test
@ 300 TXT "v=spf1 include:_spf.esp.test –all"
! spf-evaluates fail result=permerror reason=non-ascii

zone spf-unknownmod.test
@ 300 TXT "v=spf1 include:_spf.esp.test foo=bar -all"
! spf-evaluates pass result=fail

zone spf-mx11.test
@ 300 TXT "v=spf1 mx -all"
@ 300 MX 0 m0.spf-mx11.test
@ 300 MX 1 m1.spf-mx11.test
@ 300 MX 2 m2.spf-mx11.test
@ 300 MX 3 m3.spf-mx11.test
@ 300 MX 4 m4.spf-mx11.test
@ 300 MX 5 m5.spf-mx11.test
@ 300 MX 6 m6.spf-mx11.test
@ 300 MX 7 m7.spf-mx11.test
@ 300 MX 8 m8.spf-mx11.test
@ 300 MX 9 m9.spf-mx11.test
@ 300 MX 10 m10.spf-mx11.test
m0 300 A 198.18.30.1
m1 300 A 198.18.30.2
m2 300 A 198.18.30.3
m3 300 A 198.18.30.4
m4 300 A 198.18.30.5
m5 300 A 198.18.30.6
m6 300 A 198.18.30.7
m7 300 A 198.18.30.8
m8 300 A 198.18.30.9
m9 300 A 198.18.30.10
m10 300 A 198.18.30.11
! spf-evaluates fail result=permerror reason=mx-over-10

zone spf-v6void.test
@ 300 TXT "v=spf1 a:v4a.spf-v6void.test a:v4b.spf-v6void.test a:v4c.spf-v6void.test -all"
v4a 300 A 198.18.1.1
v4b 300 A 198.18.1.2
v4c 300 A 198.18.1.3
! spf-lookup-limit warn lookups=3 voids=0 voidsIPv6=3

zone spf-tempchild.test
@ 300 TXT "v=spf1 include:servfail.test ip4:198.18.1.1 -all"
! spf-evaluates unknown result=temperror

zone spf-wrongplace.test
? sends=yes
spf 300 TXT "v=spf1 include:_spf.esp.test -all"
@ 300 A 198.18.1.1
! spf-record fail reason=absent hint=found-at-spf.spf-wrongplace.test
`
