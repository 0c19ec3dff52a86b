"""How many customers it takes to see something, in sentences."""

from __future__ import annotations

from components import words
from components.language import _
from components.sentences.truth import planted_name


def what(name: str) -> str:
    """What could be seen, as it stands in a box to choose from."""
    return planted_name(name)


def sizes() -> dict[str, str]:
    """How large the effect is to be, beside how it is planted."""
    return {"1": _("As planted"), "0.5": _("Half as large"), "0.25": _("A quarter"), "0": _("Nothing at all")}


def answer(found, name: str) -> str:
    """How many customers it takes, and what this company's chance is (Markdown)."""
    smallest, largest = found.points[0].customers, found.points[-1].customers
    if found.needed is not None:
        said = _("It takes **about {customers}** to see it in 8 of 10 companies.").format(customers=words.customers(found.needed))
    elif found.enough:
        said = _("**{customers} are enough**, or fewer, to see it in 8 of 10 companies.").format(customers=words.customers(smallest))
    else:
        said = _("**Even {customers} don’t show it** in 8 of 10 companies.").format(customers=words.customers(largest))
    if found.here is not None:
        said += " " + _("With {customers}, as here, {share} of companies show it.").format(
            customers=words.customers(found.customers), share=words.share(found.here)
        )
    return f"{said} {about(name)}".strip()


def about(name: str) -> str:
    """What has to be known of it besides (Markdown)."""
    if name == "programme":
        return _("What is seen is that members stay longer; they would have anyway, so more customers only make the mistake surer.")
    return ""


def nothing(found) -> str:
    """What is seen where there is nothing to be seen (Markdown)."""
    mean = sum(point.chance for point in found.points) / len(found.points)
    return _("There is nothing to see, and {share} of companies show it all the same: at 95 %, one in forty is wrong on this side.").format(
        share=words.share(mean)
    )


def caption(found) -> str:
    """What is drawn (Markdown)."""
    said = _("Each dot: {n} companies of that size, drawn from the lives of 60,000 customers of this kind.").format(
        n=words.count(found.points[0].companies)
    )
    if found.line:
        said += " " + _(
            "The dashed line is what a formula for two shares says: as if everybody were counted once, and no group were too small to tell."
        )
    return said


def made(name: str) -> list[tuple[str, str]]:
    """How it was made."""
    seen = (
        _("the driver’s weight by least squares on all ratings has an interval of 95 % above 0")
        if name == "driver"
        else _("the interval of 95 % of the difference of two shares (Newcombe) leaves out 0 on the right side, and both groups have five")
    )
    return [
        (_("Seen"), seen),
        (
            _("A company"),
            _(
                "so many customers drawn, with replacement, from 60,000 who live by this company’s numbers with another seed; all that one "
                "orders and answers comes along"
            ),
        ),
        (_("The chance"), _("companies that show it, of 200; the whisker is its Wilson interval of 95 %")),
        (
            _("It takes"),
            _("where the chance first reaches 80 %, between two sizes by the logarithm, on the nearest curve that never falls"),
        ),
        (_("Not in it"), _("what pages do besides: they compare among likes, or ask more of a finding where many are compared")),
    ]
