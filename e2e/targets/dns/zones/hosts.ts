/** Hosts, aliases, delegation and addresses. */
export const hostsZones = `
zone apex-only.test
@ 300 A 198.18.1.1
! host-apex pass
! host-www fail reason=nxdomain

zone www-only.test
www 300 A 198.18.1.1
@ 300 TXT "hello"
! host-apex fail reason=nodata
! host-www pass

zone gone.test parent=none
! domain-resolves fail reason=nxdomain
! spf-record unknown

zone cname-apex.test
@ 300 CNAME shops.hosting-co.test
! dns-cname-rules fail reason=apex-cname-with-ns-soa

zone hosting-co.test
shops 300 A 198.18.1.60

zone cname-plus.test
www 300 CNAME cname-plus.test
www 300 TXT "verification=1"
@ 300 A 198.18.1.1
! dns-cname-rules fail reason=cname-with-other-data name=www.cname-plus.test

zone cname-loop.test
@ 300 A 198.18.1.1
www 300 CNAME a.cname-loop.test
a 300 CNAME b.cname-loop.test
b 300 CNAME a.cname-loop.test
! host-www fail reason=cname-loop
! dns-cname-rules fail reason=cname-loop

zone cname-long.test
@ 300 A 198.18.1.1
www 300 CNAME c1.cname-long.test
c1 300 CNAME c2.cname-long.test
c2 300 CNAME c3.cname-long.test
c3 300 CNAME c4.cname-long.test
c4 300 CNAME c5.cname-long.test
c5 300 CNAME cname-long.test
! host-www pass
! dns-cname-rules warn reason=long-chain hops=6

zone dangling.test
? hosts=@,www,blog,docs,status,shop
@ 300 A 198.18.1.1
www 300 CNAME dangling.test
blog 300 CNAME old-blog.azurewebsites.net
docs 300 CNAME docs.never-registered-xyz.test
status 300 CNAME live.heroku.herokudns.com
shop 300 CNAME shop-internal.dangling.test
! dns-dangling fail name=blog.dangling.test class=claimable-provider
! dns-dangling fail name=docs.dangling.test class=unregistered-domain
! dns-dangling pass name=status.dangling.test
! dns-dangling warn name=shop.dangling.test class=own-zone-typo

zone dangling-ns.test
@ 300 A 198.18.1.1
preview 3600 NS ns3.lab.test
! dns-dangling warn name=preview.dangling-ns.test class=lame-subzone

zone lame.test ns=ns1,ns3 parent=ns1,ns3
@ 300 A 198.18.1.1
! dns-delegation warn lame=ns3.lab.test answering=1

zone all-lame.test ns=ns3,ns4 parent=ns3,ns4
@ 300 A 198.18.1.1
! domain-resolves fail reason=servfail
! dns-delegation fail answering=0

zone ns-mismatch.test ns=ns1,ns6 parent=ns1,ns2
@ 300 A 198.18.1.1
! dns-delegation warn onlyParent=ns2.lab.test onlyChild=ns6.lab.test

zone servfail.test ns=ns5 parent=ns5
! domain-resolves fail reason=servfail
! dns-delegation fail answering=0
! spf-record unknown
! dmarc-record unknown

zone timeout.test ns=ns4 parent=ns4
fault recursive timeout.test * drop
! domain-resolves unknown reason=timeout
! host-apex unknown

zone stale-ns2.test
@ 300 A 198.18.1.1
# ns2 still has an old copy.
on ns2 serial 2026070101
on ns2 @ 300 A 198.18.1.99
! dns-answers-consistent warn reason=serial-differs
! host-apex pass

zone private.test
? hosts=@,app,api,files,v6
@ 300 A 198.18.1.1
app 300 A 10.0.0.5
api 300 A 198.18.1.3
api 300 A 192.168.1.4
files 300 A 127.0.0.1
v6 300 AAAA fd00::1
cg 300 A 100.64.0.9
doc 300 A 192.0.2.10
! host-roles fail name=app.private.test
! dns-private-address fail name=app.private.test all=true
! dns-private-address fail name=api.private.test all=false
! dns-private-address fail name=files.private.test all=true
! dns-private-address fail name=v6.private.test all=true

zone wild.test
? hosts=@,www selectors=none sends=yes
@ 300 A 198.18.1.1
* 300 A 198.18.1.1
* 300 TXT "wildcard text"
! dns-wildcard warn types=A,TXT
! dkim-present unknown reason=wildcard
! dmarc-record fail reason=wildcard-answer
`
