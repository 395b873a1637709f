import type { Metadata } from "next";
import { Notice } from "@/components/people/notice";
import { TokenForm } from "@/components/people/token-form";
import { getConfig } from "@/lib/base/config";
import { findAdminLinkProblem } from "@/lib/people/admin-link";
import { becomeAdmin } from "@/lib/web/actions/admin";
import { type Query, queryValue } from "@/lib/web/query";
import { requireViewer } from "@/lib/web/viewer";

// The address contains the token, so it must not leak as a referrer; "no-referrer" would also remove the Origin header from the form.
export const metadata: Metadata = { title: "First admin", robots: { index: false }, referrer: "same-origin" };

/** Where the link leads that a hub without an admin prints at its start. */
export default async function FirstAdminPage({ searchParams }: { searchParams: Query }) {
  const token = await queryValue(searchParams, "token");
  const done = await queryValue(searchParams, "done");
  const query = new URLSearchParams(done ? { done } : { token });
  const viewer = await requireViewer(`/first-admin?${query}`);
  const problem = await findAdminLinkProblem(token);
  const { HUB_NAME } = getConfig();
  if (viewer.role === "admin")
    return (
      <Notice title={`You are the admin of ${HUB_NAME}`}>
        <p>
          Give others a role at <a href="/review#people">Review</a>, and look after the hub's own work at{" "}
          <a href="/admin">Admin</a>.
        </p>
      </Notice>
    );
  if (problem)
    return (
      <Notice title="This link has ended">
        <p>{problem}</p>
      </Notice>
    );
  return (
    <Notice title={`Become the admin of ${HUB_NAME}`}>
      <p>
        This hub has no admin yet. An admin gives roles to others and looks after the hub's own work. Become
        it as <strong>{viewer.username}</strong>?
      </p>
      <TokenForm action={becomeAdmin} submit="Become the admin" fields={{ token }} />
    </Notice>
  );
}
