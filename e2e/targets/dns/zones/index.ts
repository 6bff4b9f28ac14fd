import { dkimZones } from './dkim'
import { dmarcZones } from './dmarc'
import { healthyZones } from './healthy'
import { hostsZones } from './hosts'
import { infrastructureZones } from './infrastructure'
import { mailZones } from './mail'
import { namesZones } from './names'
import { oddZones } from './odd'
import { providersZones } from './providers'
import { registrationsZones } from './registrations'
import { sendersZones } from './senders'
import { spfZones } from './spf'

/** Zone text of the laboratory, one entry per group. */
export const zoneTexts: Record<string, string> = {
  infrastructure: infrastructureZones,
  providers: providersZones,
  healthy: healthyZones,
  hosts: hostsZones,
  mail: mailZones,
  spf: spfZones,
  dkim: dkimZones,
  dmarc: dmarcZones,
  senders: sendersZones,
  odd: oddZones,
  names: namesZones,
  registrations: registrationsZones,
}
