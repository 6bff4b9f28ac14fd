import { config } from '../config'
import { installTripwire, ownServices } from './tripwire'

// Loaded with `node --import` before anything else, so that no library can keep the original methods.
installTripwire({
  allow: ownServices(config()),
  onHit: (destination) => {
    process.stderr.write(`${JSON.stringify({ level: 'error', event: 'egress_tripwire', destination })}\n`)
  },
})
