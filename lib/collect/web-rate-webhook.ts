import { webRatePublicApi, webRateWebhook } from '../evidence/web-rate'
import { rateCollector } from './shared/rate/collector'

export default rateCollector({ surface: 'webhook', token: webRateWebhook, after: webRatePublicApi })
