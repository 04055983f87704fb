// The editor of queries: SPARQL in colours, and the terms of the ontology, prefixes and words completed.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completions } from "./completions.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--proposed)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--link)" },
  { tag: [tags.atom, tags.propertyName, tags.typeName], color: "var(--done)" },
  { tag: [tags.string, tags.number, tags.literal], color: "var(--underway)" },
  { tag: [tags.standard(tags.variableName), tags.standard(tags.name)], color: "var(--proposed)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);
const theme = EditorView.theme({
  "&": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", borderRadius: "var(--radius)", fontSize: ".9rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Liberation Mono", monospace', lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", minHeight: "12rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", border: "0", color: "var(--soft)", minHeight: "12rem" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "light-dark(#0b4f7910, #7cc0ee14)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "light-dark(#cfe3f1, #2b4a63)",
  },
  ".cm-tooltip": { backgroundColor: "var(--paper)", border: "1px solid var(--line)", color: "var(--ink)", maxWidth: "90vw" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".85" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: ".4rem .6rem" },
});

// A browser that itself puts a letter in the place of several lines keeps their look by an inline style, which the pages'
// policy forbids: it is done here. A composed letter cannot be caught; its style is dropped by the policy.
const typedOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== "insertText" || event.isComposing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data ?? ""), { scrollIntoView: true, userEvent: "input.type" });
    return true;
  },
});

// Stands in the place of a text area, which stays the field that the form sends.
export const edited = (area) => {
  const holder = document.createElement("div");
  holder.className = "code";
  // In a tree of its own CodeMirror's rules are an adopted style sheet; in the page they would be a style element,
  // which the pages' policy forbids.
  const root = holder.attachShadow({ mode: "open" });
  area.after(holder);
  area.hidden = true;
  const label = area.labels[0];
  const view = new EditorView({
    doc: area.value,
    root,
    parent: root,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      theme,
      EditorView.lineWrapping,
      autocompletion({ override: [completions], icons: false }),
      typedOver,
      EditorView.contentAttributes.of({ "aria-label": label?.textContent ?? "Query", spellcheck: "false" }),
      // As long as the text area would take.
      EditorState.changeFilter.of((change) => change.newDoc.length <= area.maxLength || change.newDoc.length < change.startState.doc.length),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) area.value = update.state.doc.toString();
      }),
      // Tab is left to the page, so that the keyboard can go on.
      keymap.of([
        { key: "Mod-Enter", run: () => (area.form.requestSubmit(), true) },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
    ],
  });
  label?.addEventListener("click", () => view.focus());
};
