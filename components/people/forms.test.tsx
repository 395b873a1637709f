import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ActionForm } from "@/components/action-form";
import { FormField } from "@/components/people/form-field";
import { MailView } from "@/components/people/mail-view";
import { SettingsSection } from "@/components/people/settings-section";
import type { FormState } from "@/lib/web/form";

const action = async (): Promise<FormState> => null;
const at = new Date("2026-03-02T12:34:00Z");

describe("a form", () => {
  it("has its fields, and one button that says what it does", () => {
    const html = renderToStaticMarkup(
      <ActionForm action={action} submit="Send">
        <input name="title" defaultValue="Sums" />
      </ActionForm>,
    );
    expect(html).toContain('name="title" value="Sums"');
    expect(html).toMatch(/<button type="submit"[^>]*class="btn btn-solid">Send<\/button>/);
    expect(html).not.toContain("role=");
  });

  it.each([
    [{ wide: true }, "btn btn-solid w-full"],
    [{ plain: true }, "btn"],
    [{ danger: true }, "btn btn-danger"],
    [{ quiet: true }, "link whitespace-nowrap"],
  ])("has a button that looks %j", (look, className) => {
    const html = renderToStaticMarkup(<ActionForm action={action} submit="Send" {...look} />);
    expect(html).toContain(`class="${className}"`);
  });
});

describe("a field", () => {
  it("is named by its label and described by its hint", () => {
    const html = renderToStaticMarkup(
      <FormField name="name" label="Name" hint="As you sign papers." value="Ada" maxLength={80} />,
    );
    const [, id] = /<label[^>]* for="([^"]+)"/.exec(html) ?? [];
    expect(html).toContain(`id="${id}"`);
    expect(html).toContain(`aria-describedby="${id}-hint"`);
    expect(html).toContain('value="Ada"');
    expect(html).not.toContain("aria-invalid");
  });

  it("may be several lines or a choice", () => {
    const text = renderToStaticMarkup(
      <FormField kind="textarea" name="bio" label="Bio" value="One." rows={4} />,
    );
    expect(text).toMatch(/<textarea[^>]*rows="4"[^>]*>One\.<\/textarea>/);
    const options = [
      { value: "", label: "The hub's own" },
      { value: "UTC", label: "UTC" },
    ];
    const choice = renderToStaticMarkup(
      <FormField kind="select" name="timeZone" label="Time zone" value="UTC" options={options} />,
    );
    expect(choice).toMatch(/<option value="UTC" selected="">UTC<\/option>/);
  });
});

describe("a mail of the outbox", () => {
  const html = (text: string) =>
    renderToStaticMarkup(<MailView mail={{ to: "ada@example.org", subject: "Hi", text, at }} />);

  it("has clickable links, and no other active content", () => {
    const shown = html("Open\nhttp://localhost:3000/x?a=1&b=2\nnow <script>alert(1)</script>");
    expect(shown).toContain('<a href="http://localhost:3000/x?a=1&amp;b=2"');
    expect(shown).not.toContain("<script>");
    expect(shown).toContain("2026-03-02 12:34 UTC");
  });

  it("links only web addresses", () => {
    expect(html("javascript:alert(1) data:text/html,x")).not.toContain("<a ");
  });
});

it("a section of the settings is labelled by its heading", () => {
  const html = renderToStaticMarkup(
    <SettingsSection id="export" title="Take your data">
      Words
    </SettingsSection>,
  );
  expect(html).toMatch(/<section id="export" aria-labelledby="export-title"/);
  expect(html).toContain('<h2 id="export-title"');
});
