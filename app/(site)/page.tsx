import Link from 'next/link'
import { AuthColumn } from '@/components/auth/auth-column'
import { LabBanner } from '@/components/frame/lab-banner'
import { Button } from '@/components/ui/button'
import { getActor } from '@/lib/auth/get-actor'
import { routes } from '@/lib/routes'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'

export default async function LandingPage() {
  const [actor, options] = await Promise.all([getActor(), getAuthOptions()])
  return (
    <>
      {options.testNetwork ? <LabBanner /> : null}
      <AuthColumn
        title="Know whether you can launch, and what to fix first"
        line="Type your domain. In under a minute you read GO or NO-GO, what stops you, and the exact change for each thing."
      >
        <div className="flex flex-col gap-3">
          {actor === undefined ? (
            <SignedOut canSignUp={options.signUp === 'open'} />
          ) : (
            <Button asChild variant="primary">
              <Link href={routes.start()}>Open your projects</Link>
            </Button>
          )}
          <p className="text-center">
            <Link href={routes.checkDocs()} className="link focus-ring rounded-sm underline">
              What we check, and how we decide
            </Link>
          </p>
        </div>
      </AuthColumn>
    </>
  )
}

function SignedOut({ canSignUp }: { canSignUp: boolean }) {
  return (
    <>
      {canSignUp ? (
        <Button asChild variant="primary">
          <Link href={routes.signUp()}>Create an account</Link>
        </Button>
      ) : null}
      <Button asChild variant={canSignUp ? 'secondary' : 'primary'}>
        <Link href={routes.signIn()}>Sign in</Link>
      </Button>
    </>
  )
}
