/** Further mistakes around mail, in the grammar of the laboratory; loaded beside its own zones. */
export const mailMoreZones = String.raw`
zone mx-leftover.test
? receives=yes
@ 300 MX 1 smtp.google.com
@ 300 MX 10 mail.mx-leftover.test
mail 300 A 198.18.1.1
! mx warn
zone mx-one-dead.test
? receives=yes
@ 300 MX 1 mail.mx-one-dead.test
@ 300 MX 5 gone.mx-one-dead.test
mail 300 A 198.18.1.1
! mx warn
zone mx-servfail.test
? receives=yes
@ 300 MX 1 mail.mx-servfail.test
fault * mx-servfail.test MX servfail
! mx unknown
! mx-null unknown
zone mx-localhost.test
@ 300 MX 1 localhost
! mx fail
zone mx-silent.test
? receives=yes
@ 300 A 198.18.1.1
fault * mx-silent.test MX drop
! mx unknown
zone null-ten.test
? sends=no receives=no
@ 300 MX 10 .
! mx-null warn
! mx not-applicable
zone null-sends.test
? sends=yes receives=no
@ 300 MX 0 .
@ 300 TXT "v=spf1 -all"
! mx-null fail
zone no-mail.test
@ 300 A 198.18.1.1
! mx not-applicable
! mx-null not-applicable
! spf-record not-applicable
! dkim-present not-applicable
! dkim-key not-applicable
! dmarc-record not-applicable
! sender-alignment not-applicable
zone spf-upper.test
? sends=yes
@ 300 TXT "V=SPF1 -ALL"
! spf-record pass
! spf-policy pass
zone spf-semicolon.test
@ 300 TXT "v=spf1 mx -all;"
! spf-evaluates fail
zone spf-spaces.test
@ 300 TXT "v=spf1 include:_spf.google.com.  ~all"
! spf-evaluates pass result=softfail
zone spf-macro-d.test
@ 300 A 198.18.1.1
@ 300 TXT "v=spf1 a:%{d} -all"
! spf-evaluates pass
! spf-lookup-limit pass lookups=1 voids=0
zone spf-exists.test
@ 300 TXT "v=spf1 exists:%{i}.spf-exists.test -all"
! spf-evaluates pass
! spf-lookup-limit pass lookups=1 voids=0
zone spf-redirect-none.test
@ 300 TXT "v=spf1 redirect=nospf.test"
! spf-evaluates fail result=permerror
zone spf-neutral.test
@ 300 TXT "v=spf1 +include:inc1.test ?all"
! spf-evaluates pass result=neutral
! spf-policy warn
zone spf-twice.test
@ 300 TXT "v=spf1 include:nest5.test include:nest5.test ~all"
! spf-lookup-limit warn lookups=10
zone spf-behind-all.test
@ 300 TXT "v=spf1 include:inner.spf-behind-all.test ~all"
inner 300 TXT "v=spf1 -all include:inc1.test include:inc2.test"
! spf-lookup-limit pass lookups=1
zone spf-bare-all.test
@ 300 TXT "v=spf1 all"
! spf-policy fail
zone spf-halves.test
@ 300 TXT "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all"
! spf-policy fail
zone spf-exists-own.test
@ 300 TXT "v=spf1 exists:www.spf-exists-own.test -all"
www 300 A 198.18.1.1
! spf-policy fail
zone spf-inside.test
@ 300 TXT "v=spf1 ip4:10.0.0.0/8 ~all"
! spf-policy warn
zone spf-latin.test
@ 300 TXT "v=spf1 include:inc1.test exp=é.spf-latin.test -all"
! spf-evaluates fail
zone spf-prefix.test
@ 300 TXT "v=spf1 ip4:198.18.1.0/33 -all"
! spf-evaluates fail
zone spf-nested-bad.test
@ 300 TXT "v=spf1 include:inner.spf-nested-bad.test -all"
inner 300 TXT "v=spf1 ip4:198.18.1 -all"
! spf-evaluates fail
zone spf-silent.test
? sends=yes
@ 300 A 198.18.1.1
fault * spf-silent.test TXT drop
! spf-record unknown
! dmarc-record unknown
zone dkim-odd.test
? sends=yes selectors=spaced,escaped,cut,edder,pm,note
spaced._domainkey 300 TXT "v=DKIM1 ; k=rsa ; p= @RSA2048"
escaped._domainkey 300 TXT "v=DKIM1\; k=rsa\; p=@RSA2048"
cut._domainkey 300 TXT "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwGxGwGxGwGxGwGxGwGxGwGxGwGxG"
edder._domainkey 300 TXT "v=DKIM1; k=ed25519; p=MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
pm._domainkey 300 TXT "k=rsa; p=@RSA1024"
note._domainkey 300 TXT "v=DKIM1; g=*; n=hello; p=@RSA2048"
! dkim-key pass selector=spaced bits=2048
! dkim-key fail selector=escaped
! dkim-key fail selector=cut
! dkim-key fail selector=edder
! dkim-key warn selector=pm bits=1024
! dkim-key pass selector=note
zone dkim-ses.test
? sends=yes esp=ses
abcdefgh1234._domainkey 300 CNAME abcdefgh1234.dkim.amazonses.com
zone dkim-sendgrid.test
? sends=yes esp=sendgrid
zz81hq._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
! dkim-present fail
! sender-alignment fail
zone dkim-google-only.test
? sends=yes esp=sendgrid
google._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
! dkim-present warn
! sender-alignment fail
zone dkim-clerk.test
? sends=yes esp=clerk
clk._domainkey 300 CNAME key.dkim-clerk.test
clk2._domainkey 300 CNAME key.dkim-clerk.test
key 300 TXT "v=DKIM1; p=@RSA2048"
! dkim-key pass selector=clk
zone dkim-parked.test
@ 300 A 198.18.1.1
@ 300 TXT "v=spf1 -all"
*._domainkey 300 TXT "v=DKIM1; p="
! dkim-present not-applicable
! spf-record not-applicable
! spf-policy pass
zone resend-no-mx.test
? sends=yes esp=resend
send 300 TXT "v=spf1 include:amazonses.com ~all"
resend._domainkey 300 TXT "p=@RSA2048"
! sender-alignment fail
! dkim-present pass
zone two-senders.test
? sends=yes esp=google,sendgrid
@ 300 MX 1 smtp.google.com
@ 300 TXT "v=spf1 include:_spf.google.com ~all"
google._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
_dmarc 300 TXT "v=DMARC1; p=none; rua=mailto:d@two-senders.test"
! sender-alignment fail
zone from-free.test
? sends=yes esp=sendgrid senders=gmail.com
@ 300 A 198.18.1.1
! sender-alignment fail
zone dmarc-np.test
? sends=yes
@ 300 MX 1 smtp.google.com
_dmarc 300 TXT "v=DMARC1; p=reject; np=none; rua=mailto:d@dmarc-np.test"
! dmarc-record pass
! dmarc-policy warn
zone dmarc-catch.test
? sends=yes
* 300 TXT "v=DMARC1; p=none"
! dmarc-record fail
zone dmarc-quoted.test
? sends=yes
_dmarc 300 TXT "\"v=DMARC1; p=none\""
! dmarc-record fail
`
