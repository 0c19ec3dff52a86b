"""The frame of a page, run by Streamlit without a browser."""

import re

from streamlit.testing.v1 import AppTest


def whole_page():
    from functools import partial

    from components import frame, sentences
    from components.charts import retention
    from tests.components import invented

    with frame.page("Who stays?") as head:
        with frame.controls():
            kind = frame.choice("What counts", {"active": "That month", "returned": "By then"}, key="kind")
        result = invented.retention([400] * 13, kind=kind)
        head.say(quiet="quiet words", answer=sentences.retention_answer(result))
        frame.chart(partial(retention.curve, result), alt=retention.curve_alt(result), key="curve")
        frame.section("Below")
        frame.chart(
            partial(retention.triangle, result),
            alt=retention.triangle_alt(result),
            key="triangle",
            narrowest=retention.triangle_width(result),
            clickable=True,
        )
        with frame.actions():
            frame.how_made(sentences.retention_made(result))


def test_the_answer_stands_above_the_controls_although_it_is_known_after_them():
    page = AppTest.from_function(whole_page, default_timeout=60).run()
    assert not page.exception
    assert page.title[0].value == "Who stays?"
    written = [block.value for block in page.markdown]
    assert written[0] == "quiet words"
    assert "order in the next month" in written[1]


def test_a_choice_changes_the_answer_and_stands_in_the_address():
    page = AppTest.from_function(whole_page, default_timeout=60).run()
    page.segmented_control(key="kind").set_value("returned").run()
    assert not page.exception
    assert any("are back" in block.value for block in page.markdown)
    page = AppTest.from_function(whole_page, default_timeout=60)
    page.query_params["kind"] = "returned"
    page.run()
    assert any("are back" in block.value for block in page.markdown)


def test_every_picture_has_an_alternative_text():
    page = AppTest.from_function(whole_page, default_timeout=60).run()
    pictures = page.get("plotly_chart")
    assert len(pictures) == 2
    assert all(picture.proto.alt for picture in pictures)


def hostile_page():
    import streamlit as st

    from components import frame

    evil = "<img src=http://h/x.png onerror=alert(1)>"
    with frame.page("Words"):
        frame.table(["Column", evil], [[evil, 1]], name=evil)
        frame.how_made([(evil, evil)])
        frame.problem(found="![x](http://h/x.png)", needed=evil, do="Try again.")
        st.text("end")


def test_hostile_values_show_as_text():
    page = AppTest.from_function(hostile_page, default_timeout=60).run()
    assert not page.exception
    for block in page.get("html"):
        assert "<img" not in block.proto.body
    assert "![" not in page.error[0].value
    assert not re.search(r"(?<!\\)<", page.error[0].value)


def empty_page():
    import streamlit as st

    from components import frame
    from components.charts import retention

    pressed = frame.empty(
        "Who stays?",
        promise="Add your orders.",
        sketch=retention.sketch,
        sketch_alt=retention.sketch_alt(),
        needs=[("customer", "whom", "C-1")],
        quiet="No company loaded yet",
        add="Add your orders",
        about="One row an order.",
    )
    st.text(f"pressed {pressed}")


def test_an_empty_page_offers_two_ways_to_begin():
    page = AppTest.from_function(empty_page, default_timeout=60).run()
    assert not page.exception
    assert page.text[0].value == "pressed None"
    page.button(key="empty-add").click().run()
    assert page.text[0].value == "pressed add"
    page.button(key="empty-look").click().run()
    assert page.text[0].value == "pressed look"
