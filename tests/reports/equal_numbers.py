"""The figures of an edition as each of its files states them, read back and compared.

The frozen content is the JSON file; it is read as JSON here, by none of the code that
drew the others. A figure is its number and the signs with it: ``(Decimal("37.2"),
("p",))``, ``(None, ("c",))``. It stands at a place: a measure's code with "headline",
"previous", "drawn" (the last figure of its chart) or the key of a period.
"""

import csv
import datetime as dt
import html
import io
import json
import re
import subprocess
from decimal import Decimal
from itertools import chain

import pandas
import pikepdf

from opcc.core.periods import Period, PeriodKind

NUMBER = re.compile(r"([−-]?)£?(\d[\d,]*(?:\.\d+)?)")
SIGN = re.compile(r"\[(\w)\]")
WIDE = re.compile(r"\s{2,}")


def disagreements(files):
    """Sentences: which file says what at which place; ``files`` by format.

    The JSON file is what the others are held to. Measures have names of their own: a
    chart on paper is known by its name alone.
    """
    told = in_the_json(files["json"])
    readers = {
        "html": in_the_html,
        "csv": in_the_csv,
        "xlsx": in_the_xlsx,
        "pdf": in_the_pdf,
    }
    amiss = []
    for media in files.keys() & readers.keys():
        reader = readers[media]
        read = list(reader(files[media], parts_of(files["json"])))
        missing = expected_in(media, told) - {place for place, _figure in read}
        amiss += [f"{media}: {place} is not there" for place in sorted(missing)]
        amiss += [
            f"{media}: {place} is {figure}, not {told.get(place)}"
            for place, figure in read
            if figure != told.get(place)
        ]
    return amiss


def expected_in(media, told):
    """A spreadsheet has no chart, and a CSV file no headlines: all the rest stands."""
    left_out = {"csv": {"headline", "previous", "drawn"}, "xlsx": {"drawn"}}
    gone = left_out.get(media, set())
    return {(code, where) for code, where in told if where not in gone}


def printed(text):
    """The number and the signs of a figure as it is printed: "1,275.5 [p]"."""
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    signs = tuple(SIGN.findall(text))
    found = NUMBER.search(SIGN.sub("", text))
    if found is None:
        return None, signs
    sign = "-" if found[1] else ""
    return Decimal(sign + found[2].replace(",", "")), signs


# -- the content


def parts_of(stored):
    """Each measure's part as it stands in the JSON file, by code."""
    content = json.loads(stored)
    objectives = chain.from_iterable(p["objectives"] for p in content["priorities"])
    return {part["code"]: part for each in objectives for part in each["parts"]}


def in_the_json(stored):
    told = {}
    for code, part in parts_of(stored).items():
        told[code, "headline"] = _stored(part["figure"])
        told[code, "previous"] = _stored(part["previous"])
        drawn = [p for p in part["chart"]["series"]["points"] if p["value"] is not None]
        if drawn:
            told[code, "drawn"] = (Decimal(drawn[-1]["value"]), ())
        for row in part["rows"]:
            told[code, period_of(row).key] = _stored(row["figure"])
    return told


def _stored(figure):
    value = None if figure["value"] is None else Decimal(figure["value"])
    signs = (figure["symbol"],) if figure["symbol"] else tuple(figure["marks"])
    return value, signs


def period_of(row):
    kind = PeriodKind(row["period"]["kind"])
    start, end = (dt.date.fromisoformat(row["period"][e]) for e in ("start", "end"))
    return Period(kind=kind, start=start, end=end)


# -- the page


def in_the_html(body, parts):
    page = body.decode()
    for code, part in parts.items():
        article = re.search(rf'<article [^>]*id="m{code}".*?</article>', page, re.S)[0]
        yield from _facts(code, part, article)
        yield from _rows(code, part, article)
        yield from _scored(code, page)
        titles = re.findall(r'<title id="c[^"]*">(.*?)</title>', article)
        yield from _drawn(code, titles)


def _facts(code, part, article):
    """The strip under the message: the quarter's figure first."""
    facts = dict(
        re.findall(r"<dt>(.*?)</dt><dd>(.*?)(?:<small>|</dd>)", _strip(article))
    )
    first, *_others = facts.values()
    yield (code, "headline"), printed(first)
    label = _label_of_the_previous(part)
    if label in facts:
        yield (code, "previous"), printed(facts[label])


def _strip(article):
    return html.unescape(re.search(r'<dl class="facts.*?</dl>', article, re.S)[0])


def _label_of_the_previous(part):
    said = [c["label"] for c in part["comparisons"] if c["against"] == "previous"]
    return said[0] if said else ""


def _rows(code, part, article):
    table = re.search(r"<table[^>]* quarters.*?</table>", article, re.S)[0]
    keys = {str(period_of(row)): period_of(row).key for row in part["rows"]}
    for period, rest in re.findall(r'scope="row">([^<]*)</th>(.*?)</tr>', table, re.S):
        cell = re.search(r"<td [^>]*\blead\b[^>]*>(.*?)</td>", rest)[1]
        yield (code, keys[period]), printed(html.unescape(cell))


def _scored(code, page):
    """A measure's row of the scorecard, which may stand under two objectives."""
    for row in re.findall(rf'href="#m{code}">(?:(?!</tr>).)*class="val".*?</tr>', page):
        value = re.search(r'<span class="val">(.*?)</span>', row)[1]
        previous = re.search(r"<td [^>]*\bcol-prev\b[^>]*>(.*?)</td>", row)[1]
        yield (code, "headline"), printed(html.unescape(value))
        yield (code, "previous"), printed(html.unescape(previous))


def _drawn(code, titles):
    """What a chart's description says the line ends at, without its signs."""
    for title in titles:
        ending = re.search(r"ending at (.*?) in ", html.unescape(title))
        if ending:
            yield (code, "drawn"), printed(SIGN.sub("", ending[1]))


# -- the downloads


def in_the_csv(body, parts):
    for row in csv.DictReader(io.StringIO(body.decode())):
        keys = {period_of(each).key for each in parts[row["code"]]["rows"]}
        if row["period"] in keys and not row["breakdown"]:
            value = Decimal(row["value"]) if row["value"] else None
            signs = tuple(SIGN.findall(row["symbol"]))
            yield (row["code"], row["period"]), (value, signs)


def in_the_xlsx(body, parts):
    sheets = pandas.read_excel(
        io.BytesIO(body), None, skiprows=2, engine="calamine", dtype=object
    )
    for row in sheets["Positions"].to_dict("records"):
        for where, column in (("headline", "Value"), ("previous", "Last quarter")):
            yield (row["Code"], where), _cell(row[column], parts[row["Code"]], where)
    for row in sheets["Figures"].to_dict("records"):
        periods = map(period_of, parts[row["Code"]]["rows"])
        keys = {period.words: period.key for period in periods}
        if row["Period"] in keys:
            signs = tuple(SIGN.findall(str(row["Marks"]).replace("[z]", "")))
            value, symbol = _number(row["Value"])
            yield (row["Code"], keys[row["Period"]]), (value, symbol or signs)


def _cell(value, part, where):
    """The sheet of positions has no marks: they stand beside the figures."""
    figure = part["figure" if where == "headline" else "previous"]
    number, symbol = _number(value)
    return number, symbol or tuple(figure["marks"])


def _number(value):
    if isinstance(value, str):
        return None, tuple(SIGN.findall(value))
    return Decimal(str(value)), ()


# -- paper


def in_the_pdf(body, parts):
    """By the lines of the page that a measure's table of figures stands on."""
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=body, check=True, capture_output=True)
    pages = done.stdout.decode().replace("\N{NO-BREAK SPACE}", " ").split("\f")
    described = list(_descriptions(body))
    for code, part in parts.items():
        of_it = (said for said in described if said.startswith(f"{part['name']}: "))
        yield from _drawn(code, of_it)
        page = next(page for page in pages if _is_of(part, page))
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        yield from _printed_strip(code, part, lines)
        yield from _printed_rows(code, part, lines)


def _is_of(part, page):
    wanted = f"{part['code']} {part['name']}"
    return wanted in " ".join(page.split()) and "Financial years start" in page


def _printed_strip(code, part, lines):
    """Under the line of its labels the figures stand in the same order."""
    labels = [fact["label"] for fact in part["facts"]]
    place = next(at for at, line in enumerate(lines) if line.startswith(labels[0]))
    figures = dict(zip(labels, WIDE.split(lines[place + 1]), strict=False))
    yield (code, "headline"), printed(figures[labels[0]])
    label = _label_of_the_previous(part)
    if label in figures:
        yield (code, "previous"), printed(figures[label])


def _printed_rows(code, part, lines):
    column = 2 if part["denominator_label"] else 0
    for row in part["rows"]:
        period = period_of(row)
        line = next(line for line in lines if re.match(rf"{period}\s{{2,}}", line))
        cells = WIDE.split(line.removeprefix(str(period)).strip())
        yield (code, period.key), printed(cells[column])


def _descriptions(body):
    """What stands for each figure where it is read out."""
    with pikepdf.open(io.BytesIO(body)) as document:
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary) and "/Alt" in element:
                yield str(element.Alt)
