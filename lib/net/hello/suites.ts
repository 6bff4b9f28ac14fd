/**
 * Cipher suites by their number (IANA TLS parameters registry) and what is wrong with the old ones.
 * `fs`: forward secret. TLS 1.3 suites are not listed: none of them is weak.
 */
export type SuiteWeakness = 'null' | 'anonymous' | 'export' | 'des' | 'rc4' | '3des' | 'idea' | 'seed'

export type Suite = {
  id: number
  name: string
  /** How the server proves itself: which key its certificate must have. */
  auth: 'rsa' | 'ecdsa' | 'dss' | 'none'
  exchange: 'ecdhe' | 'dhe' | 'rsa' | 'anonymous'
  weakness: SuiteWeakness | null
}

type Row = readonly [id: number, name: string]

/** In the order of preference of a careful client: the strong first, the broken last. */
const ROWS: readonly Row[] = [
  [0xc02b, 'ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  [0xc02f, 'ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0xc02c, 'ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
  [0xc030, 'ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xcca9, 'ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0xcca8, 'ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0xc0ac, 'ECDHE_ECDSA_WITH_AES_128_CCM'],
  [0xc0ad, 'ECDHE_ECDSA_WITH_AES_256_CCM'],
  [0xc0ae, 'ECDHE_ECDSA_WITH_AES_128_CCM_8'],
  [0xc0af, 'ECDHE_ECDSA_WITH_AES_256_CCM_8'],
  [0xc05c, 'ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc05d, 'ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc060, 'ECDHE_RSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc061, 'ECDHE_RSA_WITH_ARIA_256_GCM_SHA384'],
  [0xc086, 'ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256'],
  [0xc087, 'ECDHE_ECDSA_WITH_CAMELLIA_256_GCM_SHA384'],
  [0xc08a, 'ECDHE_RSA_WITH_CAMELLIA_128_GCM_SHA256'],
  [0xc08b, 'ECDHE_RSA_WITH_CAMELLIA_256_GCM_SHA384'],
  [0xc023, 'ECDHE_ECDSA_WITH_AES_128_CBC_SHA256'],
  [0xc027, 'ECDHE_RSA_WITH_AES_128_CBC_SHA256'],
  [0xc024, 'ECDHE_ECDSA_WITH_AES_256_CBC_SHA384'],
  [0xc028, 'ECDHE_RSA_WITH_AES_256_CBC_SHA384'],
  [0xc009, 'ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
  [0xc013, 'ECDHE_RSA_WITH_AES_128_CBC_SHA'],
  [0xc00a, 'ECDHE_ECDSA_WITH_AES_256_CBC_SHA'],
  [0xc014, 'ECDHE_RSA_WITH_AES_256_CBC_SHA'],
  [0xc072, 'ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0xc073, 'ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384'],
  [0xc076, 'ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0xc077, 'ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384'],
  [0x009e, 'DHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0x009f, 'DHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xccaa, 'DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0x0067, 'DHE_RSA_WITH_AES_128_CBC_SHA256'],
  [0x006b, 'DHE_RSA_WITH_AES_256_CBC_SHA256'],
  [0x0033, 'DHE_RSA_WITH_AES_128_CBC_SHA'],
  [0x0039, 'DHE_RSA_WITH_AES_256_CBC_SHA'],
  [0xc09e, 'DHE_RSA_WITH_AES_128_CCM'],
  [0xc09f, 'DHE_RSA_WITH_AES_256_CCM'],
  [0xc052, 'DHE_RSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc053, 'DHE_RSA_WITH_ARIA_256_GCM_SHA384'],
  [0x00be, 'DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00c4, 'DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x0045, 'DHE_RSA_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0088, 'DHE_RSA_WITH_CAMELLIA_256_CBC_SHA'],
  [0x00a2, 'DHE_DSS_WITH_AES_128_GCM_SHA256'],
  [0x00a3, 'DHE_DSS_WITH_AES_256_GCM_SHA384'],
  [0x0040, 'DHE_DSS_WITH_AES_128_CBC_SHA256'],
  [0x0032, 'DHE_DSS_WITH_AES_128_CBC_SHA'],
  [0x0038, 'DHE_DSS_WITH_AES_256_CBC_SHA'],
  [0x009c, 'RSA_WITH_AES_128_GCM_SHA256'],
  [0x009d, 'RSA_WITH_AES_256_GCM_SHA384'],
  [0x003c, 'RSA_WITH_AES_128_CBC_SHA256'],
  [0x003d, 'RSA_WITH_AES_256_CBC_SHA256'],
  [0x002f, 'RSA_WITH_AES_128_CBC_SHA'],
  [0x0035, 'RSA_WITH_AES_256_CBC_SHA'],
  [0xc09c, 'RSA_WITH_AES_128_CCM'],
  [0xc09d, 'RSA_WITH_AES_256_CCM'],
  [0xc050, 'RSA_WITH_ARIA_128_GCM_SHA256'],
  [0xc051, 'RSA_WITH_ARIA_256_GCM_SHA384'],
  [0x00ba, 'RSA_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00c0, 'RSA_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x0041, 'RSA_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0084, 'RSA_WITH_CAMELLIA_256_CBC_SHA'],
  [0xc008, 'ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc012, 'ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0016, 'DHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0013, 'DHE_DSS_WITH_3DES_EDE_CBC_SHA'],
  [0x000a, 'RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0096, 'RSA_WITH_SEED_CBC_SHA'],
  [0x009a, 'DHE_RSA_WITH_SEED_CBC_SHA'],
  [0x0007, 'RSA_WITH_IDEA_CBC_SHA'],
  [0xc007, 'ECDHE_ECDSA_WITH_RC4_128_SHA'],
  [0xc011, 'ECDHE_RSA_WITH_RC4_128_SHA'],
  [0x0005, 'RSA_WITH_RC4_128_SHA'],
  [0x0004, 'RSA_WITH_RC4_128_MD5'],
  [0x0015, 'DHE_RSA_WITH_DES_CBC_SHA'],
  [0x0009, 'RSA_WITH_DES_CBC_SHA'],
  [0x0014, 'DHE_RSA_EXPORT_WITH_DES40_CBC_SHA'],
  [0x0008, 'RSA_EXPORT_WITH_DES40_CBC_SHA'],
  [0x0006, 'RSA_EXPORT_WITH_RC2_CBC_40_MD5'],
  [0x0003, 'RSA_EXPORT_WITH_RC4_40_MD5'],
  [0xc018, 'ECDH_anon_WITH_AES_128_CBC_SHA'],
  [0xc019, 'ECDH_anon_WITH_AES_256_CBC_SHA'],
  [0xc017, 'ECDH_anon_WITH_3DES_EDE_CBC_SHA'],
  [0xc016, 'ECDH_anon_WITH_RC4_128_SHA'],
  [0xc015, 'ECDH_anon_WITH_NULL_SHA'],
  [0x00a6, 'DH_anon_WITH_AES_128_GCM_SHA256'],
  [0x00a7, 'DH_anon_WITH_AES_256_GCM_SHA384'],
  [0x006c, 'DH_anon_WITH_AES_128_CBC_SHA256'],
  [0x006d, 'DH_anon_WITH_AES_256_CBC_SHA256'],
  [0x00bf, 'DH_anon_WITH_CAMELLIA_128_CBC_SHA256'],
  [0x00c5, 'DH_anon_WITH_CAMELLIA_256_CBC_SHA256'],
  [0x0046, 'DH_anon_WITH_CAMELLIA_128_CBC_SHA'],
  [0x0089, 'DH_anon_WITH_CAMELLIA_256_CBC_SHA'],
  [0xc05a, 'DH_anon_WITH_ARIA_128_GCM_SHA256'],
  [0xc05b, 'DH_anon_WITH_ARIA_256_GCM_SHA384'],
  [0x009b, 'DH_anon_WITH_SEED_CBC_SHA'],
  [0x0034, 'DH_anon_WITH_AES_128_CBC_SHA'],
  [0x003a, 'DH_anon_WITH_AES_256_CBC_SHA'],
  [0x001b, 'DH_anon_WITH_3DES_EDE_CBC_SHA'],
  [0x0018, 'DH_anon_WITH_RC4_128_MD5'],
  [0x001a, 'DH_anon_WITH_DES_CBC_SHA'],
  [0x0019, 'DH_anon_EXPORT_WITH_DES40_CBC_SHA'],
  [0x0017, 'DH_anon_EXPORT_WITH_RC4_40_MD5'],
  [0xc006, 'ECDHE_ECDSA_WITH_NULL_SHA'],
  [0xc010, 'ECDHE_RSA_WITH_NULL_SHA'],
  [0x003b, 'RSA_WITH_NULL_SHA256'],
  [0x0002, 'RSA_WITH_NULL_SHA'],
  [0x0001, 'RSA_WITH_NULL_MD5'],
]

const WEAKNESSES: readonly (readonly [RegExp, SuiteWeakness])[] = [
  [/_anon_/, 'anonymous'],
  [/_NULL_/, 'null'],
  [/EXPORT/, 'export'],
  [/WITH_DES/, 'des'],
  [/RC4/, 'rc4'],
  [/3DES/, '3des'],
  [/IDEA/, 'idea'],
  [/SEED/, 'seed'],
]

function suiteOf([id, name]: Row): Suite {
  const anonymous = name.includes('_anon_')
  return {
    id,
    name: `TLS_${name}`,
    auth: anonymous ? 'none' : name.includes('ECDSA') ? 'ecdsa' : name.includes('_DSS_') ? 'dss' : 'rsa',
    exchange: anonymous ? 'anonymous' : name.startsWith('ECDHE') ? 'ecdhe' : name.startsWith('DHE') ? 'dhe' : 'rsa',
    weakness: WEAKNESSES.find(([pattern]) => pattern.test(name))?.[1] ?? null,
  }
}

/** Every suite a ClientHello for TLS 1.2 and older may offer, strong ones first. */
export const SUITES: readonly Suite[] = ROWS.map(suiteOf)

const BY_ID = new Map(SUITES.map((suite) => [suite.id, suite]))

/** Suites of TLS 1.3 (RFC 8446 section B.4). */
export const TLS13_SUITES: readonly number[] = [0x1301, 0x1302, 0x1303]

/** What is known of a suite number. */
export function suiteById(id: number): Suite | undefined {
  return BY_ID.get(id)
}

/** The suites nobody should accept any more, the gravest first: what an active sweep offers. */
export const WEAK_SUITES: readonly Suite[] = SUITES.filter(({ weakness }) => weakness !== null).toReversed()
