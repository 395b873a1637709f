import { SignInWays } from "@/components/people/sign-in-form";

type Way = { id: string; name: string };
type Props = { email: string | null; ways: Way[]; connected: string[] };

/** The viewer's ways to sign in: email address, connected providers, and providers that can be connected. */
export function Connections({ email, ways, connected }: Props) {
  const connectedNames = ways.filter((way) => connected.includes(way.id)).map((way) => way.name);
  const open = ways.filter((way) => !connected.includes(way.id));
  return (
    <>
      <p className="mb-4 text-soft">
        {email ? `By a link mailed to ${email}.` : "No e-mail address is kept."}
        {connectedNames.length > 0 && ` Connected: ${connectedNames.join(", ")}.`}
      </p>
      <SignInWays ways={open} next="/settings" verb="Connect" />
    </>
  );
}
