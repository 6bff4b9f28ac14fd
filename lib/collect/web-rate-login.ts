import { webRateLogin } from '../evidence/web-rate'
import { rateCollector } from './shared/rate/collector'

export default rateCollector({ surface: 'login', token: webRateLogin })
