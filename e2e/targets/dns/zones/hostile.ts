/** Markup, reversed reading direction, control characters and four kilobytes, wherever a record can hold text. */
const BIDI = '\u202egnp.exe\u2066'
const CONTROL = '\u0007\u001b[31mred\u009b'
const MARKUP = `<script>alert(1)</script><img/src=x/onerror=alert(2)>`
const TEXT = `${MARKUP} ${BIDI} ${CONTROL} {domain} \${7*7}`
/** Fits into one label; blanks would end it. */
const LABEL = `<b>${BIDI}${CONTROL}</b>`
const LONG = 'A'.repeat(4096)

export const hostileZones = `
zone hostile.test
? sends=yes receives=yes hosts=@,www,app,staging selectors=evil,long ca=letsencrypt.org
@ 300 A 198.18.1.1
www 300 CNAME ${LABEL}.nowhere-xyz.test
app 300 CNAME ${LABEL}.hostile.test
staging 300 CNAME app.hostile.test
@ 300 MX 10 ${LABEL}.nowhere-xyz.test
@ 300 MX 20 ${LABEL}.hostile.test
@ 300 TXT "v=spf1 include:${LABEL}.nowhere-xyz.test ${TEXT} ${LONG} -all"
@ 300 TXT "spf2.0/pra ${TEXT}"
@ 300 SPF "v=spf1 ${TEXT} -all"
@ 300 CAA 0 issue "${TEXT}"
@ 300 CAA 0 iodef "${TEXT}${LONG.slice(0, 300)}"
@ 300 CAA 128 evil "${TEXT}"
_dmarc 300 TXT "v=DMARC1; p=${MARKUP}; rua=mailto:${LABEL}@${LABEL}.test, ${TEXT}; ruf=${LONG}; sp=${BIDI}"
evil._domainkey 300 TXT "v=DKIM1; k=${TEXT}; n=${LONG}; p=${TEXT}"
long._domainkey 300 TXT "v=DKIM1; p=${LONG}"
_mta-sts 300 TXT "v=STSv1; id=${TEXT}"
_smtp._tls 300 TXT "v=TLSRPTv1; rua=${TEXT}"
default._bimi 300 TXT "v=BIMI1; l=${TEXT}; a=${LONG}"
* 300 TXT "${TEXT}${LONG}"
`
