import { isWithin } from './public-suffix'

/**
 * What happens to a name that points to a resource nobody holds any more. `claimable`: the name
 * itself is gone and anybody may create it again. `page`: the name still answers, and the provider's
 * own page says that nobody holds it. `guarded`: the provider asks for proof before it hands it out.
 * Facts after the community list EdOverflow/can-i-take-over-xyz (CC BY 4.0), read in November 2026.
 */
export type ClaimRule = 'claimable' | 'page' | 'guarded'

export type ClaimableTarget = {
  provider: string
  suffix: string
  rule: ClaimRule
  page?: string
  /** Which of the names below the suffix belong to the service, where not all do. */
  only?: RegExp
}

const TARGETS: readonly ClaimableTarget[] = [
  { provider: 'Azure App Service', suffix: 'azurewebsites.net', rule: 'claimable' },
  { provider: 'Azure', suffix: 'cloudapp.azure.com', rule: 'claimable' },
  { provider: 'Azure', suffix: 'cloudapp.net', rule: 'claimable' },
  { provider: 'Azure Traffic Manager', suffix: 'trafficmanager.net', rule: 'claimable' },
  { provider: 'Azure Storage', suffix: 'blob.core.windows.net', rule: 'claimable' },
  { provider: 'Azure CDN', suffix: 'azureedge.net', rule: 'claimable' },
  { provider: 'Azure API Management', suffix: 'azure-api.net', rule: 'claimable' },
  { provider: 'Azure Container Instances', suffix: 'azurecontainer.io', rule: 'claimable' },
  { provider: 'AWS Elastic Beanstalk', suffix: 'elasticbeanstalk.com', rule: 'claimable' },
  { provider: 'Discourse', suffix: 'trydiscourse.com', rule: 'claimable' },
  { provider: 'Amazon S3', suffix: 'amazonaws.com', rule: 'page', page: 'NoSuchBucket', only: /(^|\.)s3[.-]/ },
  { provider: 'Ghost', suffix: 'ghost.io', rule: 'page', page: 'Failed to resolve DNS path for this host' },
  { provider: 'Surge', suffix: 'surge.sh', rule: 'page', page: 'project not found' },
  { provider: 'Bitbucket', suffix: 'bitbucket.io', rule: 'page', page: 'Repository not found' },
  {
    provider: 'ReadMe',
    suffix: 'readme.io',
    rule: 'page',
    page: 'The creators of this project are still working on making everything perfect!',
  },
  { provider: 'ngrok', suffix: 'ngrok.io', rule: 'page', page: 'ERR_NGROK_3200' },
  { provider: 'Strikingly', suffix: 's.strikinglydns.com', rule: 'page', page: 'PAGE NOT FOUND.' },
  { provider: 'WordPress.com', suffix: 'wordpress.com', rule: 'page', page: 'Do you want to register' },
  { provider: 'GitHub Pages', suffix: 'github.io', rule: 'guarded', page: "There isn't a GitHub Pages site here." },
  { provider: 'Heroku', suffix: 'herokudns.com', rule: 'guarded', page: 'No such app' },
  { provider: 'Heroku', suffix: 'herokuapp.com', rule: 'guarded', page: 'No such app' },
  { provider: 'Vercel', suffix: 'vercel-dns.com', rule: 'guarded', page: 'DEPLOYMENT_NOT_FOUND' },
  { provider: 'Vercel', suffix: 'vercel.app', rule: 'guarded', page: 'DEPLOYMENT_NOT_FOUND' },
  { provider: 'Netlify', suffix: 'netlify.app', rule: 'guarded', page: 'Not Found - Request ID' },
  { provider: 'Fastly', suffix: 'fastly.net', rule: 'guarded', page: 'Fastly error: unknown domain' },
  { provider: 'Shopify', suffix: 'myshopify.com', rule: 'guarded', page: 'Sorry, this shop is currently unavailable.' },
  {
    provider: 'Webflow',
    suffix: 'webflow.io',
    rule: 'guarded',
    page: "The page you are looking for doesn't exist or has been moved.",
  },
]

/** The provider a target belongs to, by the end of its name. */
export function claimableTarget(target: string): ClaimableTarget | undefined {
  return TARGETS.find(({ suffix, only }) => isWithin(target, suffix) && only?.test(target.toLowerCase()) !== false)
}

/** DNS hosts where a stranger can create a zone for any name that is delegated there. */
const SHARED_DNS_HOSTS =
  /(^|\.)(awsdns-\d+\.|azure-dns\.|digitalocean\.com$|googledomains\.com$|dnsimple\.com$|linode\.com$|vultr\.com$|hetzner\.)/

/** Whether a name server belongs to a DNS host that many customers share. */
export function isSharedDnsHost(nameServer: string): boolean {
  return SHARED_DNS_HOSTS.test(nameServer.toLowerCase())
}
