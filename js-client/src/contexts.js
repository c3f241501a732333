/**
 * What is checked before an attribute is written.
 *
 * Written from `html/src/attributes.rs` by `UPDATE=1 cargo test -p slotwise-html --test generated`.
 */

/** A check, and the elements and attributes that it is for. The first row that fits counts. @type {[string, RegExp][]} */
export const CONTEXTS = [
  ["x", /^\S+ srcdoc$/],
  ["-", /^\S+ (data-phx-active-refs|data-phx-auto-upload|data-phx-done-refs|data-phx-entry-ref|data-phx-error-refs|data-phx-portal|data-phx-preflighted-refs|data-phx-upload-ref)$/],
  ["a", /^script (src|href|xlink:href)$/],
  ["a", /^(link|base) href$/],
  ["a", /^(iframe|frame|embed) src$/],
  ["a", /^object (data|codebase|classid)$/],
  ["a", /^use (href|xlink:href)$/],
  ["v", /^(animate|set|animatemotion|animatetransform) (attributename|to|from|by|values)$/],
  ["s", /^\S+ (is|shadowrootmode|http-equiv|phx-update)$/],
  ["l", /^\S+ (srcset|imagesrcset|ping|archive|attributionsrc)$/],
  ["a", /^\S+ (href|src|action|formaction|cite|poster|background|xlink:href|manifest|longdesc|lowsrc|dynsrc|usemap|profile|codebase|xml:base)$/],
  ["x", /^\S+ on.+$/],
  ["s", /^\S+ data-phx-.+$/],
];

/** What an address out of data may begin with. */
export const SCHEMES = "http https mailto tel sms";

/** What the server puts in place of an address that begins with anything else. */
export const BLOCKED = "about:invalid#blocked";
