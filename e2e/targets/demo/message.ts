import { dkimSign } from 'mailauth/lib/dkim/sign'
import { strongPrivateKey } from '../dns/keys'

/** A password reset as an example site sends it, signed with the key its zone publishes. `at` in milliseconds. */
export async function exampleMessage({
  domain,
  selector,
  at,
}: {
  domain: string
  selector: string
  at: number
}): Promise<string> {
  const message = [
    `From: Steady Coffee <orders@${domain}>`,
    'To: Ada <ada@inbox.test>',
    'Subject: Choose a new password',
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <reset-1@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Somebody asked for a new password for your account.\r\nIf it was you, open the shop and choose one.\r\n',
  ].join('\r\n')
  const signing = {
    signingDomain: domain,
    selector,
    privateKey: strongPrivateKey(),
    canonicalization: 'relaxed/relaxed',
    algorithm: 'rsa-sha256',
    signTime: new Date(at),
  }
  const { signatures } = await dkimSign(message, { ...signing, signatureData: [signing] })
  return `${signatures}${message}`
}
