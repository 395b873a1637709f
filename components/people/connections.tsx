import { SignInWays } from "@/components/people/sign-in-form";

type Way = { id: string; name: string };
type Props = { email: string | null; ways: Way[]; connected: string[] };

/** How the viewer signs in: their address, the sites connected, and those that could be. */
export function Connections({ email, ways, connected }: Props) {
  const known = ways.filter((way) => connected.includes(way.id)).map((way) => way.name);
  const open = ways.filter((way) => !connected.includes(way.id));
  return (
    <>
      <p className="mb-4 text-soft">
        {email ? `By a link mailed to ${email}.` : "No e-mail address is kept."}
        {known.length > 0 && ` Connected: ${known.join(", ")}.`}
      </p>
      <SignInWays ways={open} next="/settings" verb="Connect" />
    </>
  );
}
