import { defineRules } from './rule'

const STRIPE = 'https://dashboard.stripe.com/apikeys'
const SHOPIFY = 'https://admin.shopify.com (Settings, Apps, Develop apps)'

export const paymentRules = defineRules([
  {
    id: 'stripe-live-secret',
    provider: 'Stripe or Clerk',
    name: 'live secret key',
    class: 'secret',
    prefixes: ['sk_live_', 'rk_live_'],
    shape: '[sr]k_live_[A-Za-z0-9]{20,247}',
    revoke: STRIPE,
  },
  {
    id: 'stripe-test-secret',
    provider: 'Stripe or Clerk',
    name: 'test secret key',
    class: 'test',
    prefixes: ['sk_test_', 'rk_test_'],
    shape: '[sr]k_test_[A-Za-z0-9]{20,247}',
    revoke: STRIPE,
  },
  {
    id: 'stripe-publishable',
    provider: 'Stripe or Clerk',
    name: 'publishable key',
    class: 'public',
    prefixes: ['pk_live_', 'pk_test_'],
    shape: 'pk_(?:live|test)_[A-Za-z0-9=$]{16,247}',
    revoke: STRIPE,
  },
  {
    id: 'webhook-signing-secret',
    provider: 'Stripe, Svix, Clerk or Resend',
    name: 'webhook signing secret',
    class: 'secret',
    prefixes: ['whsec_'],
    shape: 'whsec_[A-Za-z0-9+/=]{24,120}',
    revoke: 'the webhook page of the provider',
  },
  {
    id: 'shopify-token',
    provider: 'Shopify',
    name: 'access token',
    class: 'secret',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    shape: 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
    revoke: SHOPIFY,
  },
  {
    id: 'square-token',
    provider: 'Square',
    name: 'access token or application secret',
    class: 'secret',
    prefixes: ['sq0atp-', 'sq0csp-'],
    shape: 'sq0(?:atp-[A-Za-z0-9_-]{22}|csp-[A-Za-z0-9_-]{43})',
    revoke: 'https://developer.squareup.com/apps',
  },
  {
    id: 'paddle-live-key',
    provider: 'Paddle',
    name: 'live API key',
    class: 'secret',
    prefixes: ['pdl_live_apikey_'],
    shape: 'pdl_live_apikey_[A-Za-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}',
    revoke: 'https://vendors.paddle.com/authentication',
  },
  {
    id: 'polar-token',
    provider: 'Polar',
    name: 'access token',
    class: 'secret',
    prefixes: ['polar_oat_', 'polar_pat_'],
    shape: 'polar_[op]at_[A-Za-z0-9_-]{20,120}',
    revoke: 'https://polar.sh/settings',
  },
])
