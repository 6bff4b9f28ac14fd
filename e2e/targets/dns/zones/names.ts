/** Name servers, timers, certificate authorities and environments. */
export const namesZones = `
zone single-ns.test ns=ns1 parent=ns1
@ 300 A 198.18.1.1
! dns-nameserver-redundancy warn servers=1
! dns-delegation pass

zone one-network.test ns=ns1,ns6 parent=ns1,ns6
@ 300 A 198.18.1.1
! dns-nameserver-redundancy warn
`
