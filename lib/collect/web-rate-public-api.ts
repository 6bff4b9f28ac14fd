import { webRatePublicApi, webRateSignup } from '../evidence/web-rate'
import { rateCollector } from './shared/rate/collector'

export default rateCollector({ surface: 'public-api', token: webRatePublicApi, after: webRateSignup })
