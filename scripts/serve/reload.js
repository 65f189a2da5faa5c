// Loads the page again when the record has changed, and shows the problems of the record meanwhile.
const STYLE = `
  :host { all: initial; }
  section { position: fixed; inset: auto 0 0 0; z-index: 9999; max-height: 45vh; overflow: auto; padding: 1rem 1.5rem;
    box-sizing: border-box; font: 14px/1.5 system-ui, sans-serif; color: #1c1a17; background: #f7f4ec;
    border-top: 3px solid currentcolor; }
  h2 { margin: 0 0 .5rem; font-size: 1rem; }
  ul { margin: 0; padding-left: 1.2rem; }
  li { margin-bottom: .4rem; }
  code { font: 13px/1.5 ui-monospace, monospace; }
  .hint { display: block; }
  @media (prefers-color-scheme: dark) { section { color: #f7f4ec; background: #1c1a17; } }
`;

const host = document.createElement("div");
const shadow = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
shadow.adoptedStyleSheets = [sheet];

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function item({ place, rule, sentence, hint }) {
  const line = element("li", "", element("code", place), ` ${rule}: ${sentence}`);
  if (hint) {
    const shown = element("span", `Hint: ${hint}`);
    shown.className = "hint";
    line.append(shown);
  }
  return line;
}

function show({ heading, problems }) {
  shadow.replaceChildren();
  if (!heading) return host.remove();
  const section = element("section", "", element("h2", heading), element("ul", "", ...problems.map(item)));
  section.setAttribute("role", "status");
  shadow.append(section);
  document.body.append(host);
}

async function follow(version) {
  try {
    const answer = await fetch(`/.serve/state?after=${version}`);
    const state = await answer.json();
    const news = version >= 0 && { loads: state.page !== page, drafts: state.drafts !== drafts };
    ({ page, drafts } = state);
    if (news && (news.loads || news.drafts)) {
      const untaken = document.dispatchEvent(new Event("serve:news", { cancelable: true }));
      if (untaken && news.loads) return location.reload();
    }
    show(state);
    return follow(state.version);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 1000)); // the server is gone, or not there yet
    return follow(version);
  }
}

let page = -1;
let drafts = -1;
follow(-1);
