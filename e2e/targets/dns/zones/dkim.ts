/** DKIM keys (RFC 6376, RFC 8301, RFC 8463). */
export const dkimZones = `
zone dkim-mix.test
? sends=yes selectors=ok,weak,dead,short,edkey,test,revoked,garbage,pk1,two,sha1,other,cname-dead
ok._domainkey 300 TXT "v=DKIM1; k=rsa; p=@RSA2048"
weak._domainkey 300 TXT "v=DKIM1; k=rsa; p=@RSA1024"
short._domainkey 300 TXT "v=DKIM1; k=rsa; p=@RSA512"
edkey._domainkey 300 TXT "v=DKIM1; k=ed25519; p=@ED25519"
test._domainkey 300 TXT "v=DKIM1; t=y; p=@RSA2048"
revoked._domainkey 300 TXT "v=DKIM1; p="
garbage._domainkey 300 TXT "v=DKIM1; p=not base64!!"
pk1._domainkey 300 TXT "v=DKIM1; p=@PK1_2048"
two._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
two._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
sha1._domainkey 300 TXT "v=DKIM1; h=sha1; p=@RSA2048"
other._domainkey 300 TXT "v=DKIM1; s=other; p=@RSA2048"
cname-dead._domainkey 300 CNAME gone.dkim.esp.test
! dkim-key pass selector=ok bits=2048
! dkim-key warn selector=weak bits=1024
! dkim-key fail selector=short bits=512
! dkim-key pass selector=edkey type=ed25519
! dkim-key warn selector=test reason=test-flag
! dkim-key fail selector=revoked reason=revoked
! dkim-key fail selector=garbage reason=bad-base64
! dkim-key warn selector=pk1 reason=pkcs1-key
! dkim-key fail selector=two reason=multiple-records
! dkim-key fail selector=sha1 reason=sha1-only
! dkim-key fail selector=other reason=service-not-email
! dkim-present fail selector=dead reason=absent
! dns-dangling fail name=cname-dead._domainkey.dkim-mix.test

zone dkim-unknown.test
? sends=yes
zz81hq._domainkey 300 TXT "v=DKIM1; p=@RSA2048"
! dkim-present unknown reason=selector-not-known

zone dkim-none.test
? sends=yes
@ 300 A 198.18.1.1
! dkim-present fail reason=no-domainkey

zone dkim-entnx.test flag=entnx
? sends=yes selectors=resend
resend._domainkey 300 TXT "p=@RSA2048"
! dkim-present pass
`
