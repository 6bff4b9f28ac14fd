import { FILE_PATH } from './file'
import { recordNameOf } from './record'
import type { Problem, ProblemCode } from './types'

/** What is to be proven: `origin` where it is a file. */
export type Subject = { name: string; token: string; origin?: string | undefined }

/** What happened and what to do about it, each one or two plain sentences. */
export type Told = { text: string; todo: string }

type Words = (subject: Subject & Problem & { record: string; file: string }) => Told

const WORDS: Record<ProblemCode, Words> = {
  'record-missing': ({ record }) => ({
    text: `There is no TXT record at ${record} yet.`,
    todo: 'Create it as shown and check again. A new record is usually there within a few minutes.',
  }),
  'record-on-name': ({ name, record }) => ({
    text: `The value stands on ${name} itself, not at ${record}.`,
    todo: 'Create the record with the name shown; some providers only want _launch-ready in that field.',
  }),
  'record-doubled': ({ name, detail }) => ({
    text: `The record ended up at ${detail}, with ${name} in it twice.`,
    todo: 'Your provider adds the domain by itself. Change the name field to the short form and check again.',
  }),
  'name-missing': ({ name }) => ({
    text: `${name} does not exist in DNS.`,
    todo: 'Check the spelling, and whether the registration of the domain has ended.',
  }),
  'other-value': ({ record }) => ({
    text: `${record} has a TXT record, but none with this value.`,
    todo: 'Copy the value again, without spaces or line breaks. Other values may stay beside it.',
  }),
  'quoted-value': ({ record }) => ({
    text: `The value at ${record} has quotation marks around it.`,
    todo: 'Enter the value without quotation marks; your provider adds those DNS needs.',
  }),
  'servers-disagree': ({ name, detail }) => ({
    text: `The name servers of ${name} give different answers: ${detail} does not have the value.`,
    todo: 'If you published it just now, wait a few minutes. Otherwise one server is not copied from the others; ask your DNS provider.',
  }),
  'resolver-behind': ({ name }) => ({
    text: `The name servers of ${name} have the record. The resolver we ask still remembers the answer from before.`,
    todo: 'Nothing to do: check again in some minutes, at most after the negative caching time of your zone.',
  }),
  'foreign-alias': ({ record, detail }) => ({
    text: `${record} is an alias (CNAME) to ${detail}, which is not part of this domain.`,
    todo: 'Whoever holds that name would answer for you. Replace the alias by the TXT record.',
  }),
  'wildcard-alias': ({ name, record, detail }) => ({
    text: `A wildcard record (*.${name}) sends every name below ${name}, this one too, to ${detail}.`,
    todo: `Create the TXT record at ${record}: a record of its own comes before the wildcard.`,
  }),
  'servers-silent': ({ name }) => ({
    text: `None of the name servers of ${name} answered us.`,
    todo: 'Try again in a minute. If it stays like this, look at what the DNS checks say about your name servers.',
  }),
  'resolver-silent': () => ({
    text: 'The name servers have the record, but our resolver gave no answer.',
    todo: 'This is on our side or a DNSSEC mistake of the zone. Try again in a minute, and look at the DNSSEC check.',
  }),
  'no-direct-access': () => ({
    text: 'This installation cannot ask name servers directly, which the proof needs.',
    todo: 'Whoever runs it has to allow outgoing connections to port 53 (UDP and TCP).',
  }),
  'file-missing': ({ file }) => ({
    text: `There is no file at ${file} (404).`,
    todo: 'Put it there as shown. With a framework, files of the folder public/.well-known are usually served.',
  }),
  'file-redirect': ({ file, detail }) => ({
    text: `${file} redirects to ${detail}. A redirect proves nothing about this server.`,
    todo: 'Answer this path with 200 and the file itself, or prove the server it redirects to.',
  }),
  'file-certificate': ({ file, detail }) => ({
    text: `The certificate of this server does not verify${detail === '' ? '' : ` (${detail})`}, so ${file} could come from anybody.`,
    todo: 'Repair the certificate first (see the TLS checks), then check again.',
  }),
  'file-too-large': ({ file }) => ({
    text: `${file} is larger than 4 KiB.`,
    todo: 'Leave nothing but the line with the token in it.',
  }),
  'file-page': ({ file }) => ({
    text: `${file} answers with a web page, as your app does for every path it does not know.`,
    todo: 'Serve the file before your app gets the request: a static file, or a rule in front of it.',
  }),
  'file-other-value': ({ file }) => ({
    text: `${file} is there, but no line of it is the token.`,
    todo: 'Copy the token again; it has to stand alone on its line.',
  }),
  'file-refused': ({ file, detail }) => ({
    text: `${file} was refused (${detail}): a password, a firewall or a bot rule stands in front of it.`,
    todo: 'Let our checker, LaunchReadyBot, read this one path without a password or challenge.',
  }),
  'file-status': ({ file, detail }) => ({
    text: `${file} answered with status ${detail} instead of 200.`,
    todo: 'Make the server answer this path with 200 and the file, then check again.',
  }),
  'file-stop': ({ file }) => ({
    text: `${file} says stop, so we send nothing to this server.`,
    todo: 'Remove the word stop (or the header X-Launch-Ready) when probes are welcome again.',
  }),
  'host-missing': ({ detail }) => ({
    text: `This server has no address in DNS (${detail}).`,
    todo: 'Publish its address first, or choose another server.',
  }),
  'host-refused': ({ origin = '' }) => ({
    text: `${origin} refused the connection.`,
    todo: 'Check scheme and port, and that the server runs.',
  }),
  'host-silent': ({ origin = '' }) => ({
    text: `We got no whole answer from ${origin} in time.`,
    todo: 'Try again. If it stays like this, something between us and the server drops our requests.',
  }),
  'not-allowed': ({ detail }) => ({
    text: `We do not connect to this address: ${detail}.`,
    todo: 'Only servers on public addresses, on 80, 443 or a port from 1024 up, can be proven.',
  }),
  declined: ({ detail }) => ({
    text: detail,
    todo: 'Nothing can be proven while that stands.',
  }),
  trouble: () => ({
    text: 'Something went wrong on our side while we looked.',
    todo: 'Try again. Your record or file is not the reason.',
  }),
}

/** A problem in words. */
export function tell(subject: Subject, problem: Problem): Told {
  const record = recordNameOf(subject.name)
  return WORDS[problem.code]({ ...subject, ...problem, record, file: `${subject.origin ?? ''}${FILE_PATH}` })
}
