/** Mistakes as they meet in real zones, several at a time; judged by the RFCs, not by what we happened to say. */
export const mixedZones = `
# The catch-all is an alias of the apex: every name exists, mail and text behind it are those of the apex.
zone mix-wild-alias.test
? sends=yes hosts=@,www
@ 300 A 198.18.1.1
* 300 CNAME mix-wild-alias.test
@ 300 MX 10 aspmx.l.google.com
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
! host-www warn
! dns-wildcard warn
! dkim-present unknown
! dmarc-record fail

# An alias at the apex that only a catch-all record of another zone makes work.
zone mix-apex-alias.test
@ 300 CNAME anything.mix-catch.test
! dns-cname-rules fail
zone mix-catch.test
@ 300 A 198.18.1.1
* 300 A 198.18.1.61
! dns-wildcard warn

# A public suffix that takes part (psd=y): the name below it is an organisation of its own.
zone mix-psd.test
? senders=shop.mix-psd.test
_dmarc 300 TXT "v=DMARC1; p=reject; psd=y; rua=mailto:d@mix-psd.test"
@ 300 MX 10 aspmx.l.google.com
shop 300 A 198.18.1.1
! dmarc-record pass name=shop.mix-psd.test policyDomain=mix-psd.test orgDomain=shop.mix-psd.test
! dmarc-policy pass name=shop.mix-psd.test effective=reject

# psd=n ends the walk below the top record.
zone mix-psdn.test
? senders=a.team.mix-psdn.test
_dmarc 300 TXT "v=DMARC1; p=none"
_dmarc.team 300 TXT "v=DMARC1; p=reject; psd=n; rua=mailto:d@team.mix-psdn.test"
team 300 MX 10 aspmx.l.google.com
a.team 300 A 198.18.1.1
! dmarc-record pass name=a.team.mix-psdn.test policyDomain=team.mix-psdn.test
! dmarc-policy pass name=a.team.mix-psdn.test effective=reject

# The policy stands two labels up; for names that do not exist np counts, for those that do sp.
zone mix-np.test
? senders=ghost.team.mix-np.test,real.team.mix-np.test
_dmarc 300 TXT "v=DMARC1; p=reject; sp=quarantine; np=none; rua=mailto:d@mix-np.test"
@ 300 MX 10 aspmx.l.google.com
real.team 300 A 198.18.1.1
! dmarc-policy warn name=ghost.team.mix-np.test effective=none
! dmarc-policy pass name=real.team.mix-np.test effective=quarantine

# Underscores are letters like others in names of records.
zone mix-underscore.test
? sends=yes selectors=my_key
@ 300 A 198.18.1.1
@ 300 TXT "v=spf1 include:_a._spf.mix-underscore.test -all"
_a._spf 300 TXT "v=spf1 ip4:198.18.1.1 -all"
my_key._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
_dmarc 300 TXT "v=DMARC1;p=reject;rua=mailto:d@mix-underscore.test"
@ 300 MX 10 aspmx.l.google.com
! spf-evaluates pass result=fail
! spf-lookup-limit pass lookups=1
! dkim-key pass selector=my_key
! dmarc-record pass

# Strings are joined as they are (RFC 7208 section 3.3): cut inside a word is fine, between words is not.
zone mix-cut-inside.test
@ 300 TXT "v=spf1 include:_spf.e" "sp.test ip4:198.18" ".1.1 -a" "ll"
! spf-record pass
! spf-evaluates pass result=fail
zone mix-cut-version.test
? sends=yes
@ 300 TXT "v=spf1" "include:_spf.esp.test -all"
! spf-record fail

# A record longer than one string, split where the panel liked.
zone mix-long.test
@ 300 TXT "v=spf1 ip4:198.18.1.1 ip4:198.18.1.2 ip4:198.18.1.3 ip4:198.18.1.4 ip4:198.18.1.5 ip4:198.18.1.6 ip4:198.18.1.7 ip4:198.18.1.8 ip4:198.18.1.9 ip4:198.18.1.10 ip4:198.18.1.11 ip4:198.18.1.12 ip4:198.18.1.13 ip4:198.18.1.14 ip4:198.18.1.15 ip4:198.18.1.16 ip4:198.18.1.17 ip4:198.18.1.18 ip4:198.18.1.19 ip4:198.18.1.20 ip4:198.18.1.21 ip4:198.18.1.22 ip4:198.18.1.23 ip4:198.18.1.24 ip4:198.18.1.25 ip4:198.18.1.26 ip4:198.18.1.27 ip4:198.18.1.28 ip4:198.18.1.29 ~all"
! spf-record pass
! spf-evaluates pass result=softfail
! spf-hygiene warn
! spf-lookup-limit pass lookups=0

# Capitals: SPF does not mind, the version of DMARC does, tags of DKIM do.
zone mix-capitals.test
? sends=yes selectors=upper
@ 300 TXT "V=SPF1 INCLUDE:_SPF.ESP.TEST IP4:198.18.1.1 -ALL"
_dmarc 300 TXT "v=DMARC1; p=REJECT; rua=mailto:d@mix-capitals.test"
upper._domainkey 300 TXT "V=DKIM1; P=@RSA2048"
@ 300 MX 10 aspmx.l.google.com
! spf-record pass
! spf-evaluates pass result=fail
! dmarc-record pass
! dmarc-policy pass effective=reject
! dkim-present fail
! dkim-key fail selector=upper
! sender-alignment fail

# Names with the final dot that zone files want and values do not need.
zone mix-dots.test
@ 300 TXT "v=spf1 include:_spf.esp.test. a:mail.mix-dots.test. -all"
mail 300 A 198.18.1.9
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@mix-dots.test"
@ 300 MX 10 mail.mix-dots.test.
! spf-evaluates pass result=fail
! spf-lookup-limit pass lookups=2
! mx pass

# Bytes above 127: harmless in other texts, deadly in the record itself.
zone mix-bytes.test
@ 300 TXT "Grüße vom Löschzug – bitte nicht löschen"
@ 300 TXT "v=spf1 include:_spf.esp.test -all"
! spf-record pass
! spf-evaluates pass result=fail
zone mix-bytes-inside.test
@ 300 TXT "v=spf1 include:_spf.esp.test ip4:198.18.1.1 ~all ü"
! spf-evaluates fail result=permerror

# Mail servers: an alias, an address, the same twice, and one that works.
zone mix-mx.test
? receives=yes
@ 300 MX 10 alias.mix-mx.test
@ 300 MX 20 mail.mix-mx.test
@ 300 MX 20 mail.mix-mx.test
alias 300 CNAME mail.mix-mx.test
mail 300 A 198.18.1.10
! mx warn
zone mix-mx-literal.test
? receives=yes
@ 300 MX 10 198.18.1.10
@ 300 MX 20 mail.mix-mx-literal.test
mail 300 A 198.18.1.10
! mx warn
zone mix-mx-null.test
? receives=yes
@ 300 MX 0 .
@ 300 MX 0 mail.mix-mx-null.test
mail 300 A 198.18.1.10
! mx-null fail
zone mix-mx-six.test
? receives=yes
@ 300 MX 10 mail.mix-mx-six.test
mail 300 AAAA 2001:db8:1::25
! mx pass
zone mix-mx-self.test
? receives=yes
@ 300 A 198.18.1.1
@ 300 MX 10 mix-mx-self.test
! mx pass

# Keys with every unusual part the RFC allows, and some it does not.
zone mix-keys.test
? sends=yes selectors=both,flags,mail,late,spaced,dsa,escaped,note,empty,quoted
both._domainkey 300 TXT "v=DKIM1; h=sha1:sha256; p=@RSA2048"
flags._domainkey 300 TXT "v=DKIM1; t=y:s; p=@RSA2048"
mail._domainkey 300 TXT "v=DKIM1; s=email:tlsrpt; k=rsa; p=@RSA2048"
late._domainkey 300 TXT "k=rsa; v=DKIM1; p=@RSA2048"
spaced._domainkey 300 TXT "v=DKIM1 ; k = rsa ; p = @RSA2048 ;"
dsa._domainkey 300 TXT "v=DKIM1; k=dsa; p=@RSA2048"
escaped._domainkey 300 TXT "v=DKIM1\\; k=rsa\\; p=@RSA2048"
note._domainkey 300 TXT "v=DKIM1; n=rotated in May; g=*; x=unknown; p=@RSA2048"
empty._domainkey 300 TXT "v=DKIM1; t=y; h=sha1; p="
quoted._domainkey 300 TXT "\\"v=DKIM1; p=@RSA2048\\""
! dkim-key pass selector=both
! dkim-key warn selector=flags
! dkim-key pass selector=mail
! dkim-key fail selector=late
! dkim-key pass selector=spaced
! dkim-key fail selector=dsa
! dkim-key fail selector=escaped
! dkim-key pass selector=note
! dkim-key fail selector=empty
! dkim-key fail selector=quoted

# A lock for all other selectors beside a real key (M3AAWG), and a catch-all text that is none.
zone mix-key-lock.test
? sends=yes selectors=resend
*._domainkey 300 TXT "v=DKIM1; p="
resend._domainkey 300 TXT "p=@RSA2048"
! dkim-present pass
! dkim-key pass selector=resend
! dns-wildcard pass

# Certificate authorities (RFC 8659): issuewild alone leaves ordinary certificates free.
zone mix-caa-wild.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 issuewild "digicert.com"
! caa pass
zone mix-caa-mail.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 issuemail "sectigo.com"
@ 300 CAA 0 contactemail "d@mix-caa-mail.test"
! caa pass
zone mix-caa-broken.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 issue "lets encrypt"
! caa fail
zone mix-caa-params.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 ISSUE "LetsEncrypt.org; accounturi=https://acme.example/acct/1; validationmethods=dns-01"
@ 300 CAA 0 iodef "d@mix-caa-params.test"
! caa warn
zone mix-caa-critical.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 128 issue "letsencrypt.org"
! caa pass
zone mix-caa-unknown.test
? ca=letsencrypt.org hosts=@,app
@ 300 A 198.18.1.1
app 300 A 198.18.1.2
app 300 CAA 128 policy "x"
app 300 CAA 0 issue "letsencrypt.org"
! caa fail name=app.mix-caa-unknown.test
! caa not-applicable name=mix-caa-unknown.test
zone mix-caa-future.test
? ca=letsencrypt.org
@ 300 A 198.18.1.1
@ 300 CAA 0 futuretag "x"
! caa pass

# A delegation by alias of a name (RFC 6672); nothing of it is wrong.
zone mix-dname.test
@ 300 A 198.18.1.1
www 300 CNAME mix-dname.test
old 300 DNAME mix-dots.test
! dns-cname-rules pass
! host-www pass

# Name servers: an alias (RFC 2181 section 10.3), and one inside the zone that nobody can find.
zone mix-ns-alias.test ns=ns1,dns.mix-ns-alias.test parent=ns1,dns.mix-ns-alias.test
@ 300 A 198.18.1.1
dns 300 CNAME ns2.lab.test
! dns-delegation warn
zone mix-ns-half.test ns=ns1,dns.mix-ns-half.test parent=ns1,dns.mix-ns-half.test
@ 300 A 198.18.1.1
! dns-delegation fail
! domain-resolves pass
zone mix-ns-lame.test ns=ns1,ns2,ns5 parent=ns1,ns2,ns5
@ 300 A 198.18.1.1
on ns2 serial 2026070101
! dns-delegation warn
! dns-answers-consistent unknown
zone mix-ns-old.test
@ 300 A 198.18.1.1
@ 300 MX 10 aspmx.l.google.com
on ns2 @ 300 MX 10 old.mix-ns-old.test
! dns-answers-consistent warn

# Timers at both ends of what fits.
zone mix-timers-zero.test soa=1,0,0,0,0
@ 0 A 198.18.1.1
! dns-soa warn
! dns-ttl-launch warn
zone mix-timers-huge.test soa=4294967295,2147483647,2147483646,2147483647,2147483647
@ 2147483647 A 198.18.1.1
! dns-soa warn
! dns-ttl-launch warn

# Names beyond ASCII: fine as A-labels, an error in their own letters.
zone xn--bcher-kva.test
? sends=yes hosts=@,www selectors=resend
@ 300 A 198.18.1.1
www 300 CNAME xn--bcher-kva.test
@ 300 MX 10 aspmx.l.google.com
@ 300 TXT "v=spf1 include:_spf.google.com include:xn--mnchen-3ya.test ~all"
resend._domainkey 300 TXT "p=@RSA2048"
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:d@xn--bcher-kva.test"
! host-www pass
! spf-evaluates pass result=softfail
! dmarc-record pass
zone mix-idn-spf.test
@ 300 TXT "v=spf1 include:bücher.test -all"
! spf-evaluates fail result=permerror

# Addresses nobody can reach, in the spellings people forget.
zone mix-addresses.test
? hosts=@,app,api,docs
@ 300 A 198.18.1.1
app 300 A 0.0.0.0
api 300 AAAA ::ffff:10.0.0.1
docs 300 A 255.255.255.255
! dns-private-address fail name=app.mix-addresses.test
! dns-private-address fail name=api.mix-addresses.test
! dns-private-address fail name=docs.mix-addresses.test
! host-roles fail
! host-apex pass

# SPF: everybody, by another name.
zone mix-spf-all4.test
@ 300 TXT "v=spf1 ip4:0.0.0.0/0 -all"
! spf-policy fail
zone mix-spf-halves.test
@ 300 TXT "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all"
! spf-policy fail
zone mix-spf-a0.test
@ 300 A 198.18.1.1
@ 300 TXT "v=spf1 a/0 -all"
! spf-policy fail
zone mix-spf-redirect-open.test
@ 300 TXT "v=spf1 redirect=mix-spf-open.test"
! spf-policy fail
zone mix-spf-open.test
@ 300 TXT "v=spf1 +all"
! spf-policy fail

# SPF: the empty record, two redirects, an unknown macro, an explanation nobody finds, an inner ?all.
zone mix-spf-bare.test
@ 300 TXT "v=spf1"
! spf-record pass
! spf-evaluates pass result=neutral
! spf-policy warn
zone mix-spf-redirects.test
@ 300 TXT "v=spf1 redirect=inc1.test redirect=inc2.test"
! spf-evaluates fail result=permerror
zone mix-spf-macro.test
@ 300 TXT "v=spf1 exists:%{z}.mix-spf-macro.test -all"
! spf-evaluates fail result=permerror
zone mix-spf-exp.test
@ 300 TXT "v=spf1 ip4:198.18.1.1 -all exp=gone.mix-spf-exp.test"
! spf-evaluates pass result=fail
! spf-lookup-limit pass lookups=0 voids=0
zone mix-spf-inner.test
@ 300 TXT "v=spf1 include:mix-spf-neutral.test -all"
! spf-evaluates pass result=fail
! spf-policy pass
zone mix-spf-neutral.test
@ 300 TXT "v=spf1 ip4:198.18.1.1 ?all"
zone mix-spf-ring.test
@ 300 TXT "v=spf1 include:mix-spf-ring2.test -all"
! spf-evaluates fail result=permerror
zone mix-spf-ring2.test
@ 300 TXT "v=spf1 include:mix-spf-ring.test -all"
! spf-evaluates fail result=permerror
zone mix-spf-prefix.test
@ 300 TXT "v=spf1 a/24//64 mx//128 ip6:2001:db8:1::/48 ip4:198.18.0.0/255.255.0.0 -all"
! spf-evaluates fail result=permerror
zone mix-spf-type.test
? sends=yes
@ 300 A 198.18.1.1
@ 300 SPF "v=spf1 ip4:198.18.1.1 -all"
! spf-record fail
zone mix-spf-both.test
@ 300 TXT "v=spf1 ip4:198.18.1.1 -all"
@ 300 SPF "v=spf1 ip4:198.18.1.1 -all"
! spf-record pass
! spf-hygiene warn

# DMARC: extra separators, an unknown tag, values nobody knows, the version in second place, quotation marks.
zone mix-dmarc-loose.test
_dmarc 300 TXT "v=DMARC1 ;  p=quarantine ;; zz=1; adkim=x; rua=mailto:d@mix-dmarc-loose.test ; "
@ 300 MX 10 aspmx.l.google.com
! dmarc-policy pass effective=quarantine
zone mix-dmarc-second.test
? sends=yes
_dmarc 300 TXT "p=reject; v=DMARC1"
! dmarc-record fail
zone mix-dmarc-quoted.test
? sends=yes
_dmarc 300 TXT "\\"v=DMARC1; p=reject\\""
! dmarc-record fail
zone mix-dmarc-bare.test
? sends=yes
_dmarc 300 TXT "v=DMARC1;"
! dmarc-record fail
zone mix-dmarc-many.test
_dmarc 300 TXT "v=DMARC1; p=reject; rua=mailto:a@mix-dmarc-many.test,mailto:b@mix-dmarc-many.test,mailto:c@mix-dmarc-many.test; ruf=mailto:f@dmarc-vendor.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-reporting warn
zone mix-dmarc-split.test
_dmarc 300 TXT "v=DMARC1; p=rej" "ect; rua=mailto:d@mix-dmarc-split.test"
@ 300 MX 10 aspmx.l.google.com
! dmarc-policy pass effective=reject
zone mix-dmarc-chain.test
_dmarc 300 CNAME _dmarc.mix-dmarc-hop.test
! dmarc-policy pass effective=reject
zone mix-dmarc-hop.test
_dmarc 300 CNAME policy.mix-dmarc-end.test
zone mix-dmarc-end.test
policy 300 TXT "v=DMARC1; p=reject; rua=mailto:x@dmarc-vendor.test"
! domain-resolves pass
`
