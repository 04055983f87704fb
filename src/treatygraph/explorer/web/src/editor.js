// The editor of queries: colours, brackets, and completion of the ontology's terms and of the usual prefixes.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const WORDS = [
  "SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "WHERE", "FILTER", "OPTIONAL", "UNION", "GRAPH", "BIND", "VALUES", "MINUS",
  "DISTINCT", "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "COUNT", "STR", "LANG", "REGEX", "CONTAINS", "EXISTS",
];

const highlighted = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.variableName, tags.standard(tags.variableName)], color: "var(--done)" },
  { tag: [tags.string, tags.number], color: "var(--underway)" },
  { tag: [tags.atom, tags.special(tags.variableName), tags.propertyName], color: "var(--proposed)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: ".9rem" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "1px" },
  ".cm-content": { caretColor: "var(--ink)", fontFamily: "ui-monospace, 'Liberation Mono', monospace", minHeight: "14rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", border: "none", color: "var(--soft)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--mark)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", color: "var(--ink)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "#fff" },
});

// The terms are asked for once, when something is completed for the first time.
let terms;
const completed = async (context) => {
  const word = context.matchBefore(/[\w:-]+/);
  if (!word && !context.explicit) return null;
  terms ??= fetch("/api/terms").then((answer) => (answer.ok ? answer.json() : []));
  const options = (await terms).map((term) => ({
    label: term.term,
    type: term.sort === "class" ? "class" : "property",
    info: term.definition,
  }));
  return {
    from: word ? word.from : context.pos,
    options: [...options, ...WORDS.map((label) => ({ label, type: "keyword" }))],
    validFor: /^[\w:-]*$/,
  };
};

// Text typed over a selection keeps, where the browser puts it in, the selection's style: as a style attribute, which
// the page's policy forbids. So it is put in here.
const typedOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== "insertText" || !event.data || view.composing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch({ ...view.state.replaceSelection(event.data), scrollIntoView: true, userEvent: "input.type" });
    return true;
  },
});

export const edit = (area) => {
  const label = document.querySelector(`label[for="${area.id}"]`);
  const holder = document.createElement("div");
  holder.className = "code-editor";
  area.before(holder);
  // Within a shadow root the editor's styles are adopted sheets, which the page's policy lets pass.
  const root = holder.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(highlighted),
        autocompletion({ override: [completed] }),
        // Tab leaves the editor, as everywhere on the page; who wants to indent types spaces.
        keymap.of([
          { key: "Mod-Enter", run: () => (area.form.requestSubmit(), true) },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
        ]),
        typedOver,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label?.textContent ?? "Query" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString();
        }),
        theme,
      ],
    }),
  });
  area.hidden = true;
  label?.addEventListener("click", () => view.focus());
  holder.view = view; // for tests, and for the curious
};
