"""Usual questions of a trade, to begin a form with where no survey has asked any yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.language import _
from models.form import Ask


def usual() -> Mapping[str, tuple[str, Callable[[], tuple[Ask, ...]]]]:
    """Return the sets to begin with: from a name to its words and what makes it.

    >>> [ask.role for ask in usual()["cafe"][1]()]
    ['overall', 'attribute', 'attribute', 'attribute', 'attribute', 'attribute', 'recommendation']
    """
    return {
        "shop": (_("a shop"), lambda: _around(
            _ask(_("Friendly staff"), "people"), _ask(_("Helpful advice"), "people"), _ask(_("Choice of goods"), "product"),
            _ask(_("Prices"), "product"), _ask(_("Clean and orderly shop"), "premises"),
        )),
        "cafe": (_("a café or restaurant"), lambda: _around(
            _ask(_("Friendly service"), "people"), _ask(_("Quick service"), "people"), _ask(_("Food and drink"), "product"),
            _ask(_("Value for money"), "product"), _ask(_("Clean and pleasant room"), "premises"),
        )),
        "services": (_("services: a salon, a workshop, a practice"), lambda: _around(
            _ask(_("Attentive staff"), "people"), _ask(_("Skill of the staff"), "people"), _ask(_("Result of the work"), "product"),
            _ask(_("Price of the work"), "product"), _ask(_("Rooms and opening hours"), "premises"),
        )),
        "online": (_("a shop on the web"), lambda: _around(
            _ask(_("Helpful support"), "people"), _ask(_("Quality of the goods"), "product"), _ask(_("Choice of goods"), "product"),
            _ask(_("Delivery on time"), "product"), _ask(_("Easy website"), "premises"),
        )),
        "course": (_("a course or class"), lambda: _around(
            _ask(_("Clear explanations"), "people"), _ask(_("Attention to each of us"), "people"), _ask(_("Useful content"), "product"),
            _ask(_("Materials and exercises"), "product"), _ask(_("Room and equipment"), "premises"),
        )),
    }  # fmt: skip


def overall() -> Ask:
    """The question of the whole."""
    text = _("Overall, how satisfied are you with us?")
    return Ask(question=text, words=text, name=_("Overall satisfaction"), role="overall")


def recommendation() -> Ask:
    """The question of the recommendation."""
    text = _("How likely are you to recommend us to a friend?")
    return Ask(question=text, words=text, name=_("Would recommend"), role="recommendation")


def _ask(text: str, group: str) -> Ask:
    return Ask(question=text, words=text, name=text, group=group)


def _around(*parts: Ask) -> tuple[Ask, ...]:
    return (overall(), *parts, recommendation())
