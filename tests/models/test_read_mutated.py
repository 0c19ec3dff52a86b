"""Read: whatever happens to a file on its way, the answer is a table or a refusal in plain words."""

import gzip
import io
import os
import zipfile
from datetime import datetime

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.ingest.read import read
from models.ingest.table import ROW
from tests.models import exports

EXAMPLES = int(os.environ.get("MUTATIONS", "200"))  # more of them with MUTATIONS=5000

ORDERS = [(str(n), f"C{n % 7}", f"2026-01-{n:02}", f"{n}.50") for n in range(1, 25)]
RUSSIAN = [(str(n), f"ООО «Сокол {n}»", f"{n:02}.01.2026", f"1 {n:03},50") for n in range(1, 20)]
TEXTS = {
    "plain": exports.plain(*ORDERS),
    "semicolons": exports.table(("Номер", "Клиент", "Дата", "Сумма"), *RUSSIAN, separator=";", encoding="cp1251"),
    "shopify": exports.shopify(*({"Name": f"#{n}", "Email": "mira@example.com", "Total": "5.00"} for n in range(5))),
    "two rows": b'ID,How good is,,Why?\n,Quality,"Price, value",Open-Ended Response\n7,4,5,"so\nso"\n8,3,3,\n9,1,2,"say ""no"""\n',
    "printed": "Счёт № 7\n\nПокупатель:;;ООО «Сокол»\n\n№;Товар;Кол;Сумма\n1;Мёд;2;5,00\n2;Чай;3;6,00\n;Итого:;;11,00\nВсего 2\n".encode(),
    "fixed": exports.cdnow(*((n, "19970101", 2, "29.33") for n in range(20))),
    "aligned": b"Order     Date           Amount\n" + b"".join(f"{n:<8}  2026-01-{n:02} {n:>10}.00\n".encode() for n in range(1, 20)),
    "named separator": b"sep=;\r\nid;date;sum\r\n1;2026-01-05;5,00\r\n2;2026-01-06;6,00\r\n",
    "wholly quoted": b'"id,date,sum"\n"1,2026-01-05,5.00"\n"2,2026-01-06,6.00"\n"3,2026-01-07,7.00"\n',
    "wide": exports.plain(*ORDERS).decode().encode("utf-16"),
}
BOOK = exports.workbook(
    {
        "Sales": [("Sales",), (), ("Order", "Client", "Date", "Sum"), *((n, "x", datetime(2026, 1, n), n / 2) for n in range(1, 9))],
        "Notes": [("Hello",)],
    }
)
PIECES = st.one_of(
    st.binary(max_size=12), st.sampled_from([b'"', b'""', b"'", b"\r", b"\n\n", b"\x00", b";", b",", b"\t", b"\xff\xfe", b"=1+1", b"  "])
)


@st.composite
def mutated(draw):
    """Draw an export and do to it what mail, editors and other programs do."""
    data = draw(st.sampled_from(list(TEXTS.values())))
    for _ in range(draw(st.integers(1, 3))):
        how = draw(st.sampled_from(["cut", "head", "insert", "replace", "swap", "quotes", "encode", "repeat", "lines"]))
        place = draw(st.integers(0, len(data)))
        if how == "cut":
            data = data[:place]
        elif how == "head":
            data = data[place:]
        elif how == "insert":
            data = data[:place] + draw(PIECES) + data[place:]
        elif how == "replace":
            old, new = draw(st.sampled_from([b",", b";", b"\n", b'"', b".", b" ", b"2"])), draw(PIECES)
            data = data.replace(old, new, draw(st.sampled_from([1, 5, -1])))[:50_000]
        elif how == "swap":
            lines = [line.split(b",") for line in data.split(b"\n")]
            one, other = draw(st.integers(0, 5)), draw(st.integers(0, 5))
            for cells in lines:
                if len(cells) > max(one, other):
                    cells[one], cells[other] = cells[other], cells[one]
            data = b"\n".join(b",".join(cells) for cells in lines)
        elif how == "quotes":
            step = draw(st.integers(1, 9))
            data = b",".join(b'"' + cell if n % step == 0 else cell for n, cell in enumerate(data.split(b",")))
        elif how == "encode":
            text = data.decode("utf-8", errors="replace")
            encodings = ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1251", "koi8-r", "cp866", "gb18030", "utf-32", "cp037"]
            data = text.encode(draw(st.sampled_from(encodings)), errors="replace")
        elif how == "repeat":
            data = (data * draw(st.integers(1, 4)))[:50_000]
        elif how == "lines":
            data = data.replace(b"\n", draw(st.sampled_from([b"\r", b"\r\n", b"\r\r\n", b"\n\n", b"", b",\n"])))
    return data


def assert_held(data, file="export.csv"):
    """Read it, and look at what came: tables whose parts agree with one another, or a refusal that says what to do."""
    try:
        tables = read(file, data)
    except Refused as refusal:
        assert all(refusal.document().values())
        return
    assert tables
    for table in tables:
        frame = table.frame
        assert frame.columns == [ROW, *table.headers]
        assert frame.schema[ROW] == pl.UInt32
        assert all(kind == pl.String for kind in frame.dtypes[1:])
        assert sum(frame.null_count().row(0)) == 0
        assert len(set(table.headers)) == len(table.headers) and all(table.headers)
        numbers = [*frame[ROW], *table.blank, *(r.row for r in table.ragged), *(f.row for f in table.footers)]
        below = table.header_row + table.header_rows - 1 if table.header_row else 0
        assert sorted(numbers) == list(range(below + 1, below + 1 + table.rows))
        assert len(table.above) == max(0, table.header_row - 1)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=mutated())
@example(data=b'a,b\n1,2\n"')
@example(data=b'"' * 300_000)
@example(data=b"a,b\n" + b'1,"2\n' * 5_000)
@example(data=b",\n" * 100)
@example(data=b"a,__row__,__row__\n1,2,3\n")
@example(data=b"\xff\xfe")
@example(data=b"sep=;")
def test_a_spoilt_text_gives_tables_or_a_refusal(data):
    """No text, however it was cut, mixed up or re-encoded, raises anything else; and no record is lost or counted twice."""
    assert_held(data)


@settings(max_examples=max(20, EXAMPLES // 4), deadline=None)
@given(place=st.integers(0, len(BOOK)), piece=st.binary(max_size=40), cut=st.booleans())
def test_a_spoilt_workbook_gives_tables_or_a_refusal(place, piece, cut):
    """Nor does a workbook with bytes lost or changed."""
    assert_held(BOOK[:place] + piece + (b"" if cut else BOOK[place + len(piece) :]), "export.xlsx")


@settings(max_examples=max(20, EXAMPLES // 4), deadline=None)
@given(data=st.data())
def test_a_workbook_whose_parts_are_spoilt_gives_tables_or_a_refusal(data):
    """An archive that unpacks well and holds nonsense is no traceback either."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    place = data.draw(st.integers(0, len(parts[name])))
    parts[name] = parts[name][:place] + data.draw(st.binary(max_size=20)) + parts[name][data.draw(st.integers(place, len(parts[name]))) :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert_held(out.getvalue(), "export.xlsx")


@settings(max_examples=max(20, EXAMPLES // 4), deadline=None)
@given(data=st.binary(max_size=300))
@example(data=gzip.compress(b"a,b\n1,2\n"))
def test_any_bytes_give_tables_or_a_refusal(data):
    """Noise is refused, or is a table by chance."""
    assert_held(data)
