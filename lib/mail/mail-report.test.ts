import { expect, it } from "vitest";
import { readMailReport } from "@/lib/mail/mail-report";

const bounce = (action: string, status: string, more = "") =>
  `From: MAILER-DAEMON@mx.example.org
To: papers@hub.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="B1.mx/1"

--B1.mx/1
Content-Type: text/plain; charset=us-ascii

<ada@example.org>: host mx said: 550 5.1.1 no such user

--B1.mx/1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 2 Mar 2026 07:00:00 +0000 (UTC)

Final-Recipient: rfc822; Ada@example.org
${more}Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 5.1.1
    no such user

--B1.mx/1
Content-Type: message/rfc822

To: someone-else@example.org
Subject: Trending

--B1.mx/1--
`.replaceAll("\n", "\r\n");

const complaint = (fields: string) => `From: <feedback@isp.example>
Content-Type: multipart/report; report-type=feedback-report; boundary="x"

--x
Content-Type: text/plain

This is an abuse report.

--x
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
${fields}
--x
Content-Type: message/rfc822
Content-Disposition: inline

From: <papers@hub.example>
To: Ada Reader <ada@example.org>
Subject: Trending

Hello, To: nobody@example.org
--x--
`;

it("finds permanent bounces", () => {
  const ada = [{ type: "bounce", email: "ada@example.org" }];
  expect(readMailReport(bounce("failed", "5.1.1"))).toEqual(ada);
  expect(readMailReport(bounce("failed", "5.1.1", "Original-Recipient: rfc822;ada+x@example.org\n"))).toEqual(
    [{ type: "bounce", email: "ada+x@example.org" }],
  );
});

it("ignores temporary failures and mails that are not reports", () => {
  for (const raw of [bounce("delayed", "4.4.1"), bounce("failed", "4.2.2"), bounce("delivered", "2.0.0")])
    expect(readMailReport(raw)).toEqual([]);
  for (const raw of [
    "",
    "Subject: Out of office\n\nI am away.",
    complaint("").replace("Type: abuse", "Type: not-spam"),
  ])
    expect(readMailReport(raw)).toEqual([]);
});

it("finds who complained, from the report or from the returned mail", () => {
  const ada = [{ type: "complaint", email: "ada@example.org" }];
  expect(readMailReport(complaint("Original-Rcpt-To: <ada@example.org>\n"))).toEqual(ada);
  expect(readMailReport(complaint(""))).toEqual(ada);
});
