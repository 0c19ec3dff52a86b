"""Every visible word passes through gettext: the source itself is read."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "components").rglob("*.py"))]
TRANSLATED = {"_", "ngettext"}
# What a call shows, by position and by name; a method of a container shows what the function of that name does.
SHOWN = {
    **{name: (0,) for name in (
        "title", "header", "subheader", "markdown", "caption", "text", "write", "error", "warning", "info", "success", "toast", "button",
        "download_button", "link_button", "page_link", "toggle", "checkbox", "radio", "selectbox", "multiselect", "segmented_control",
        "pills", "text_input", "number_input", "text_area", "slider", "file_uploader", "popover", "expander", "metric", "spinner",
        "section", "note", "meaning", "choice", "how_made", "page", "SelectboxColumn", "tabs", "Page")},
    "links": (0,), "table": (0, 1), "say": (), "download": (0,), "problem": (), "empty": (0,), "chart": (), "empty_page": (0, 1),
    "label": (1,), "unit": (1,), "add_annotation": (), "dialog": (0,),
}  # fmt: skip
NAMED = {"label", "help", "placeholder", "text", "body", "caption", "quiet", "hint", "answer", "alt", "promise", "found", "needed", "do",
         "show_spinner", "sketch_alt", "ticktext", "options"}  # fmt: skip
# Here a name is what a table is called aloud; elsewhere it is a file's or a trace's.
NAME_IS_SHOWN = {"table"}


def bare_words(node: ast.AST):
    """Yield the string literals with letters in an argument that no gettext call wraps."""
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        # What another function makes of its arguments is judged where it is written.
        if called in TRANSLATED or not isinstance(node.func, ast.Attribute):
            return
        yield from bare_words(node.func.value)
        return
    if isinstance(node, ast.Subscript | ast.Compare | ast.Lambda):
        return
    if isinstance(node, ast.Constant):
        # HTML of our own is no word.
        if isinstance(node.value, str) and any(letter.isalpha() for letter in node.value) and not node.value.lstrip().startswith("<"):
            yield node
        return
    if isinstance(node, ast.FormattedValue):
        # Not its format, which is no word.
        yield from bare_words(node.value)
        return
    children = node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
    for child in children:
        yield from bare_words(child)


def shown_arguments(call: ast.Call):
    """Yield the arguments of a call that a person will read."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in SHOWN:
        return
    for place in SHOWN[name]:
        if place < len(call.args):
            yield call.args[place]
    for keyword in call.keywords:
        if keyword.arg in NAMED and not (name == "Page" and keyword.arg != "title"):
            yield keyword.value
        if keyword.arg == "title" or (keyword.arg == "name" and name in NAME_IS_SHOWN):
            yield keyword.value


def untranslated(source: str) -> list[str]:
    """Return "line: word" of each bare literal that a person would read."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for argument in shown_arguments(node):
                # A page's first argument is its file, a widget's options are values unless their words are made here.
                if name == "Page" and argument in node.args:
                    continue
                found += [f"{bare.lineno}: {bare.value!r}" for bare in bare_words(argument)]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_bare_word_is_shown(path):
    assert untranslated(path.read_text()) == []


@pytest.mark.parametrize("bare", [
    'st.title("Who stays?")', 'st.button("Undo", key="u")', 'st.markdown(f"**{n}** customers")', 'frame.section(title, quiet="why")',
    'frame.table([_("A"), "B"], rows, name=_("x"))', 'frame.table(headers, rows, name="Numbers")', 'column.text("late")',
    'frame.links({"pages/data.py": "Data"})', 'st.warning("no" if x else _("yes"))', 'frame.how_made([(_("n"), "all")])',
    'st.text_input(_("Name"), help="yours")', 'head.say(answer="Nobody.")', 'st.Page("pages/a.py", title="A")',
])  # fmt: skip
def test_the_reader_finds_a_bare_word(bare):
    assert len(untranslated(bare)) == 1


@pytest.mark.parametrize("fine", [
    'st.title(_("Who stays?"), anchor=False)', 'st.button(_("Undo"), key="undo")', 'st.markdown(f"**{n}** · {words.count(n)}")',
    'frame.links({"pages/data.py": _("Data")}, key="links")',
    'along.download(_("Table"), make, name="table.csv", mime="text/csv", key="csv")',
    'head.say(answer=sentences.answer(result, "month"))', 'st.Page("pages/a.py", title=_("A"), url_path="a")',
])  # fmt: skip
def test_the_reader_lets_translated_words_be(fine):
    assert untranslated(fine) == []
