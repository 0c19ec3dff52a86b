"""What a person chooses, as it stands in the page's address: a link shows the same view, whatever the language of its words."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from math import isfinite
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from components.language import _


def address() -> str:
    """Return where this view can be opened again, with every choice that its address carries."""
    parts = urlsplit(st.context.url or "")
    query = urlencode([(name, value) for name in st.query_params for value in st.query_params.get_all(name)])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def choice(label: str, options: Mapping[str, str], *, key: str, usual: str | None = None) -> str:
    """One of a few, side by side; the default is the only one that the address leaves out.

    Parameters
    ----------
    label
        What is chosen, for those who hear the page.
    options
        From the value, as it stands in the address, to its words.
    usual
        The default; the first if none is named.
    """
    values = list(options)
    usual = values[0] if usual is None else usual
    _take_from_address(key, options)
    if st.session_state.get(key) not in options:
        st.session_state[key] = usual
    chosen = st.segmented_control(
        label,
        values,
        format_func=options.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        persist_state="session",
    )
    # Coming from a page that shows other options under the same key, there is for a moment no choice.
    chosen = chosen if chosen in options else usual
    _put_into_address(key, [] if chosen == usual else [chosen])
    return chosen


def pick(label: str, options: Mapping[str, str], *, key: str, placeholder: str) -> str | None:
    """One of many, or none; the choice stands in the address. Options are as for `choice`."""
    _take_from_address(key, options)
    if st.session_state.get(key) not in options:
        st.session_state[key] = None
    chosen = st.selectbox(
        label, list(options), index=None, format_func=options.__getitem__, key=key, placeholder=placeholder,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    _put_into_address(key, [] if chosen is None else [chosen])
    return chosen


def pick_some(label: str, options: Mapping[str, str], *, key: str, placeholder: str, most: int | None = None) -> tuple[str, ...]:
    """Some of many; the choice stands in the address. Options are as for `choice`."""
    _take_from_address(key, options, several=True)
    st.session_state[key] = [value for value in st.session_state.get(key, []) if value in options][:most]
    chosen = st.multiselect(
        label, list(options), format_func=options.__getitem__, key=key, placeholder=placeholder, max_selections=most,
        persist_state="session",
    )  # fmt: skip
    _put_into_address(key, chosen)
    return tuple(chosen)


def slide(
    label: str, *, key: str, low: float, high: float, step: float, usual: float, sparse: bool = False, form: str | None = None
) -> float:
    """A number from one to another; it stands in the address, and one beyond the ends is taken for the nearer end.

    Parameters
    ----------
    label
        What is moved, shown above the slider.
    low, high, step
        `high` is whole steps above `low`.
    usual
        Where it stands when nobody has moved it.
    sparse
        Whether the address leaves it out where it stands as usual.
    form
        How its number is written, as Streamlit wants it.
    """
    asked = st.query_params.get(key)
    if asked is not None and [asked] != st.session_state.get(f"{key}-in-address"):
        with suppress(ValueError):  # an address that somebody typed
            st.session_state[key] = float(asked)
    wanted = st.session_state.get(key, usual)
    wanted = wanted if isfinite(wanted) else usual
    st.session_state[key] = min(max(round(low + round((wanted - low) / step) * step, 6), low), high)
    form = form or ("%g" if sparse else None)
    moved = round(st.slider(label, low, high, step=step, key=key, persist_state="session", format=form), 6)
    _put_into_address(key, [] if sparse and moved == usual else [f"{moved:g}"])
    return moved


def write(label: str, *, key: str, placeholder: str, instead: str) -> str:
    """A few words that somebody types; they stand in the address.

    Parameters
    ----------
    label, placeholder
        What is typed, above the box; and what the empty box says.
    instead
        What typing takes out of the address, for it is shown in the words' place.
    """
    if instead in st.query_params:
        st.session_state[key] = ""
    elif (asked := st.query_params.get(key)) is not None and [asked] != st.session_state.get(f"{key}-in-address"):
        st.session_state[key] = asked
    text = st.text_input(
        label, key=key, placeholder=placeholder, persist_state="session", on_change=leave_address, args=(instead,), max_chars=80,
        label_visibility="collapsed",
    )  # fmt: skip
    text = " ".join((text or "").split())
    _put_into_address(key, [text] if text else [])
    return text


def opened(key: str, names: Collection[str]) -> str | None:
    """Which of several lists is open, if one is; it stands in the address. `opener` opens and closes them."""
    _take_from_address(key, dict.fromkeys(names, ""))
    chosen = st.session_state.get(key)
    chosen = chosen if chosen in names else None
    _put_into_address(key, [] if chosen is None else [chosen])
    return chosen


def opener(label: str, name: str, *, key: str, chosen: str | None, place: str) -> None:
    """A button that looks like a link and opens a list of its page, or closes it.

    Parameters
    ----------
    label, name
        Its words, and which list.
    key, chosen
        As for `opened`, and what that returned.
    place
        What tells this button from others.
    """
    is_open = name == chosen
    st.button(
        _("Close the list") if is_open else label,
        key=f"{key}-{place}",
        type="tertiary",
        icon=":material/close:" if is_open else ":material/arrow_forward:",
        icon_position="right",
        on_click=_open,
        args=(key, None if is_open else name),
    )


def _open(key: str, name: str | None) -> None:
    st.session_state[key] = name


def _take_from_address(key: str, options: Mapping[str, str], *, several: bool = False) -> None:
    """Take a choice over from the address, if it is not the one that this page wrote there itself.

    Streamlit's own binding would write the words into the address, which change with language and period.
    """
    asked = [value for value in st.query_params.get_all(key) if value in options]
    if asked and asked != st.session_state.get(f"{key}-in-address"):
        st.session_state[key] = asked if several else asked[0]


def leave_address(*keys: str) -> None:
    """Take choices out of the address whose widgets are not shown."""
    for key in keys:
        _put_into_address(key, [])


def _put_into_address(key: str, values: Sequence[str]) -> None:
    if values:
        st.query_params[key] = list(values)
    else:
        st.query_params.pop(key, None)
    st.session_state[f"{key}-in-address"] = list(values)
