import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

const familySchema = z.object({
  status: dnsStatusSchema,
  addresses: z.array(z.object({ address: z.string(), class: z.string(), ttl: z.number() })),
  /** Where the resolver found nothing: what the authority or a second resolver says. */
  absence: z.enum(['absent', 'present', 'undecided']).optional(),
  ede: z.string().optional(),
})

export const dnsHostSchema = z.object({
  name: z.string(),
  role: z.enum(HOST_ROLES),
  /** Whether the project lists it; apex and www are looked at in any case. */
  registered: z.boolean(),
  /** Aliases followed one by one, at most ten. */
  chain: z.array(z.object({ from: z.string(), to: z.string(), ttl: z.number() })),
  chainEnd: z.enum(['addresses', 'loop', 'too-long', 'nothing', 'unknown']),
  /** The name the aliases end at. */
  finalName: z.string(),
  v4: familySchema,
  v6: familySchema,
  /** Random names beside and below it give the same addresses: nobody configured this one. */
  byWildcard: z.boolean(),
  /** It answers like a random name beside it, and nobody could tell whether it is configured all the same. */
  wildcardUnread: z.boolean().optional(),
  /** SERVFAIL only: the name answers as soon as validation is switched off. */
  answersWithoutValidation: z.boolean().optional(),
  /** The domain's MX points to it. */
  isMailTarget: z.boolean(),
})

/** Addresses and aliases of every host of the project, asked one question at a time. */
export const dnsHosts = defineEvidence({
  key: 'dns.hosts',
  version: 1,
  title: 'Addresses of your hosts',
  schema: z.object({
    domain: z.string(),
    hosts: z.array(dnsHostSchema),
    /** Names that are not hosts of the project but must not carry internal addresses either. */
    others: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['mail-server', 'name-server', 'mail-policy', 'localhost']),
        addresses: z.array(z.object({ address: z.string(), class: z.string() })),
      }),
    ),
    /** Questions about those other names that were not answered. */
    unread: z.array(z.string()).optional(),
    /** Nobody could tell whether a catch-all record answers every name. */
    wildcardOpen: z.boolean().optional(),
  }),
})

export type DnsHost = z.infer<typeof dnsHostSchema>
