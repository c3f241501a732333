/**
 * What is checked before an attribute is written.
 *
 * Written from `html/src/attributes.rs` by `UPDATE=1 cargo test -p slotwise-html --test generated`.
 */

/** A check, elements (none: every one), attributes (`*`: and what follows). The first row that fits counts, whole names first. */
export const CONTEXTS = `x||on*
s||data-phx-*
x||srcdoc
-||data-phx-active-refs data-phx-auto-upload data-phx-done-refs data-phx-entry-ref data-phx-error-refs data-phx-preflighted-refs data-phx-upload-ref
a|script|src href xlink:href
a|link base|href
a|iframe frame embed|src
a|object|data codebase classid
a|use|href xlink:href
v|animate set animatemotion animatetransform|attributename to from by values
s||is shadowrootmode http-equiv phx-update
l||srcset imagesrcset ping archive attributionsrc
a||href src action formaction cite poster background xlink:href manifest longdesc lowsrc dynsrc usemap profile codebase xml:base`;

/** What an address out of data may begin with. */
export const SCHEMES = "http https mailto tel sms";

/** What the server puts in place of an address that begins with anything else. */
export const BLOCKED = "about:invalid#blocked";
