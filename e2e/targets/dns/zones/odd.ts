/** Servers and resolvers that misbehave in ways the other groups do not need. */
export const oddZones = `
# Signatures that no validating resolver accepts; the data is there for whoever does not check.
zone bogus.test flag=bogus
@ 300 A 198.18.1.70
! domain-resolves fail reason=dnssec

# Both name servers speak UDP, one hangs up on TCP.
zone no-tcp.test
@ 300 A 198.18.1.71
fault ns1 no-tcp.test * tcp-refuse
! dns-delegation warn

# A name server inside the zone, but the parent has no address for it.
zone no-glue.test ns=dns.no-glue.test parent=dns.no-glue.test
@ 300 A 198.18.1.72
! dns-delegation fail
! domain-resolves fail reason=servfail

# Only the catch-all record answers for www.
zone wild-www.test
@ 300 A 198.18.1.73
* 300 A 198.18.1.73
! host-apex pass
! host-www warn

# Somebody did set www up; the catch-all record beside it says the same by chance.
zone wild-beside.test
@ 300 A 198.18.1.73
www 300 A 198.18.1.73
* 300 A 198.18.1.73
! host-www pass
! dns-wildcard warn

# Eleven aliases to the address: more than resolvers follow, but no circle.
zone cname-endless.test
@ 300 A 198.18.1.76
www 300 CNAME c1.cname-endless.test
c1 300 CNAME c2.cname-endless.test
c2 300 CNAME c3.cname-endless.test
c3 300 CNAME c4.cname-endless.test
c4 300 CNAME c5.cname-endless.test
c5 300 CNAME c6.cname-endless.test
c6 300 CNAME c7.cname-endless.test
c7 300 CNAME c8.cname-endless.test
c8 300 CNAME c9.cname-endless.test
c9 300 CNAME c10.cname-endless.test
c10 300 CNAME cname-endless.test
! host-www pass
! dns-cname-rules fail

# Two aliases at one name, which may have one only.
zone cname-double.test
@ 300 A 198.18.1.77
www 300 CNAME cname-double.test
www 300 CNAME shop-good.test
! dns-cname-rules fail

# Name servers whose own domain anybody may register.
zone sub-for-sale.test
? hosts=@,preview
@ 300 A 198.18.1.78
preview 3600 NS ns1.never-registered-xyz.test
! dns-dangling fail

# The servers of the zone above do not tell us whom they list.
zone parent-refuses.test
@ 300 A 198.18.1.79
fault parent parent-refuses.test * refused
! dns-delegation unknown

# A flattened apex and an old name server that dislikes EDNS.
zone old-server.test
@ 300 A 198.18.1.74
fault * old-server.test * formerr-edns
! host-apex pass

# Long answers that do not fit into one UDP packet.
zone long.test
@ 300 A 198.18.1.75
big 300 TXT "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
big 300 TXT "1123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
big 300 TXT "2123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
big 300 TXT "3123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
big 300 TXT "4123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
big 300 TXT "5123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
big 300 TXT "6123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
`
