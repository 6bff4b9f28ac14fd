/** Name servers of the laboratory: two good ones, a lame, a silent, a failing and a forwarding one, and the parent. */
export const infrastructureZones = `
zone lab.test
ns1 3600 A 198.18.53.1
ns2 3600 A 198.18.54.2
ns3 3600 A 198.18.53.3
ns4 3600 A 198.18.53.4
ns5 3600 A 198.18.53.5
ns6 3600 A 198.18.53.6
parent 3600 A 198.18.53.100
`
