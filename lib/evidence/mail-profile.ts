import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

export const mailSenderSchema = z.object({
  /** The From domain. */
  domain: z.string(),
  /** The service as the project calls it, and its id where we know it. */
  provider: z.string().optional(),
  providerId: z.string().optional(),
  returnPath: z.string().optional(),
  selectors: z.array(z.string()),
  /** False where the project named no sender and we assume the main domain. */
  stated: z.boolean(),
})

const returnPathSchema = z.object({
  /** Position in `senders`. */
  sender: z.number(),
  domain: z.string(),
  /** `from`: the From domain itself; `found`: under a name the service is known to use. */
  source: z.enum(['stated', 'from', 'found']),
  status: dnsStatusSchema,
  /** Where the name is an alias: the names on the way. */
  aliases: z.array(z.string()),
  mxStatus: dnsStatusSchema,
  exchanges: z.array(z.string()),
})

/** Whether and how the domain takes part in mail: what the project says, completed from DNS. */
export const mailProfile = defineEvidence({
  key: 'mail.profile',
  version: 2,
  title: 'How the domain uses mail',
  schema: z.object({
    domain: z.string(),
    sends: z.boolean(),
    sendsBecause: z.enum([
      'stated',
      'sender-list',
      'product-mail',
      'mx',
      'spf',
      'dkim',
      'nothing',
      'undecided',
      'locked',
    ]),
    /** Only what the project itself says; absent means not sure. */
    receives: z.boolean().optional(),
    /** As the project says: messages on an ordinary day, and complaints in percent. */
    mailPerDay: z.number().optional(),
    complaintPercent: z.number().optional(),
    /** DNS of the main domain: `nxdomain` means that everything else waits for it. */
    status: dnsStatusSchema,
    exchanges: z.array(z.string()),
    /** The question for the mail servers was not answered. */
    exchangesUnread: z.boolean().optional(),
    senders: z.array(mailSenderSchema),
    returnPaths: z.array(returnPathSchema),
    /** Services recognised by MX, SPF or aliases. */
    providers: z.array(z.string()),
  }),
})

export type MailProfile = z.infer<typeof mailProfile.schema>
export type MailSender = z.infer<typeof mailSenderSchema>
