import { webRatePasswordReset, webRateSignup } from '../evidence/web-rate'
import { rateCollector } from './shared/rate/collector'

export default rateCollector({ surface: 'signup', token: webRateSignup, after: webRatePasswordReset })
