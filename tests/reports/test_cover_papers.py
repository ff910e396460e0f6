"""Four offices' real reports, entered through the forms, come out as they were.

The papers are read from beside the data of the tests; without them these are skipped.
"""

import html
import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document

from opcc.core import house_style
from opcc.core.roles import Role
from tests.factories import BodyFactory, MeetingFactory, OfficeFactory, person
from tests.reports.covering import Desk, Paper

DATA = Path(os.environ.get("OPCC_TEST_DATA", settings.BASE_DIR / "../shared/data"))
PAPERS = DATA.parent / "papers"

pytestmark = pytest.mark.skipif(not PAPERS.is_dir(), reason="the papers are not there")

NUMBER = re.compile(r"(?:- )?(\d+(?:\.\d+)?)\.? (?=\S)")


def lines_of(name):
    """The lines of a paper without its Markdown of stress and pictures."""
    text = (PAPERS / f"{name}.md").read_text(encoding="utf-8")
    plain = re.sub(r"\*\*|</?u>", "", text)
    return [line.rstrip() for line in plain.splitlines()]


def under(lines, headings):
    """The lines under each heading, in the paper's own order."""
    found, here = {}, None
    for line in lines:
        bare = re.sub(r"^\d+\. ", "", line).strip().rstrip(":").casefold()
        if bare in headings:
            here = found.setdefault(headings[bare], [])
        elif here is not None:
            here.append(line)
    return found


def parted(lines):
    """The words before the first number, and the numbered paragraphs: (no., text)."""
    lead, numbered = [], []
    for line in lines:
        begins = NUMBER.match(line)
        if begins:
            numbered.append((begins[1], [line[begins.end() :]]))
        elif numbered:
            numbered[-1][1].append(line)
        else:
            lead.append(line)
    return "\n".join(lead).strip(), [
        (number, "\n".join(text).strip()) for number, text in numbered
    ]


def section(lines):
    """What a person types of a section: the lead, and its text without numbers."""
    lead, numbered = parted(lines)
    return lead, "\n\n".join(dedented(text) for _number, text in numbered)


def dedented(text):
    """Lists as Markdown has them, after a blank line."""
    return re.sub(r"\n+ *- ", "\n- ", text).replace("\n- ", "\n\n- ", 1)


def flat(text):
    return " ".join(re.sub(r"[*_]", "", text).replace("- ", " ").split())


def words(text, count=6):
    return " ".join(flat(text).split()[:count])


def in_order(text, wanted):
    """Each of these is found after the one before."""
    at = 0
    for each in wanted:
        found = text.find(each, at)
        assert found >= 0, (each, text[at : at + 400])
        at = found + len(each)


def page_text(client, report):
    page = client.get(report.publication.address).content.decode()
    body = page.partition('<header class="ed-head">')[2]
    body = re.sub(r"<nav.*?</nav>", "", body, flags=re.DOTALL)
    body = re.sub(r"<(br|/p|/li|/h\d|li)[^>]*>", " ", body)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def drawn(report, media):
    document = report.publication.document
    return bytes(document.renderings.get(format=media, part="").body)


def pdf_text(report, *how):
    told = subprocess.run(
        ["pdftotext", *how, "-", "-"],
        input=drawn(report, "pdf"),
        check=True,
        capture_output=True,
    )
    return told.stdout.decode()


def word_of(report):
    return Document(io.BytesIO(drawn(report, "docx")))


def word_text(report):
    made = word_of(report)
    told = [paragraph.text for paragraph in made.paragraphs]
    cells = [cell.text for t in made.tables for row in t.rows for cell in row.cells]
    return " ".join(" ".join([*told, *cells]).split())


@pytest.fixture
def desk(client):
    """A desk in one of the styles, for a meeting in public of a body on a day."""

    def at(style, area, body, held_on):
        office = OfficeFactory(house_style=style, area=area)
        seats = BodyFactory(office=office, name=body, visibility="public")
        meeting = MeetingFactory(body=seats, held_on=held_on)
        client.force_login(person(office, Role.PERFORMANCE, Role.CHIEF_EXECUTIVE))
        return Desk(client, office, meeting)

    return at


def headings_of(style, *more):
    """The headings of a style by their folded words, with the part of each."""
    cover = house_style.load(style).cover_report
    known = {each.heading.casefold(): each.part.value for each in cover.sections}
    known.pop("", None)
    return known | {each.casefold(): each for each in more}


def test_durham_in_full(client, desk):
    lines = lines_of("durham-2021")
    style = house_style.load("durham-2021").cover_report
    checklist = style.implications.headings
    body, _appendix, back = "\n".join(lines).partition("Appendix: Risks")
    body, _mark, footnote = body.partition("¹ ")
    main = under(body.replace("¹", "").split("\n"), headings_of("durham-2021"))
    answers = under(back.split("\n"), {each.casefold(): each for each in checklist})
    contacts = [line.partition(":\t")[2] for line in lines if ":\t" in line]
    recommended = parted(main["recommendations"])[1]
    (_number, text), *_none = recommended
    sentence, _gap, signed = text.partition("\n")
    name, post = [line for line in signed.split("\n") if line]
    answered = {each: flat(" ".join(text)) for each, text in answers.items()}
    # The block of contacts stands under the last heading of the checklist.
    answered["Other Risks"] = answered["Other Risks"].split()[0]
    paper = Paper(
        title="Performance Progress Report",
        sections={part: section(text) for part, text in main.items()},
        asked=[("to note", sentence)],
        answers=[answered[heading] for heading in checklist],
        signatories=[(name, post)],
        contacts=contacts,
        footnotes=f"Executive Board: {flat(footnote)}",
    )

    report = (
        desk("durham-2021", "Durham", "Police and Crime Panel", "2021-09-17")
        .enter(paper)
        .publish()
    )

    wanted = ["Police and Crime Panel", "17th September 2021", paper.title]
    wanted.append("Report of the Police and Crime Commissioner")
    for part, heading in (
        ("purpose", "Purpose"),
        ("background", "Background"),
        ("next_steps", "Next Steps"),
        ("recommendations", "Recommendations"),
    ):
        wanted.append(heading)
        wanted += [f"{n}. {words(text)}" for n, text in parted(main[part])[1]]
    wanted += [name, post, f"Executive Board: {flat(footnote)}"]
    wanted.append("Appendix: Risks and Implications")
    for heading in checklist:
        wanted += [heading, flat(answered[heading])]
    page = page_text(client, report)
    in_order(page, wanted)
    labels = ["Contact Officer", "Job Title", "Telephone", "Email"]
    told = [f"{a}: {b}" for a, b in zip(labels, contacts, strict=True)]
    in_order(page, told)
    assert "Executive Board" in page
    in_order(word_text(report), wanted)
    in_order(" ".join(pdf_text(report).split()), wanted[4:])
    pages = pdf_text(report, "-layout").split("\f")[:-1]
    header = "Police and Crime Panel, 17th September 2021"
    assert all(header in page for page in pages)
    assert word_of(report).sections[0].header.paragraphs[0].text == header
    content = report.publication.document.content
    assert bytes(content).count(b"Executive Board[^1]") == 1


def test_cambridgeshire_in_full(client, desk):
    lines = lines_of("cambridgeshire-2013")
    text = "\n".join(lines).replace("Act 1985 9.1", "Act 1985\n9.1")
    main = under(text.split("\n"), headings_of("cambridgeshire-2013"))
    contact = next(line for line in lines if line.startswith("Contact Officer"))
    officer, _said, details = contact.partition(" Contact Details – ")
    email, _gap, telephone = details.partition(" ")
    appendix = parted(main["appendices"])[1][0][1].rstrip(".")
    implied = [text for _n, text in parted(main["implications"])[1]]
    lead, _none = section(main["background_papers"])
    paper = Paper(
        title="Performance Framework",
        sections={part: section(text) for part, text in main.items()}
        | {"background_papers": (lead, "")},
        asked=[("to review", parted(main["recommendations"])[1][0][1])],
        answers=implied,
        contacts=[officer.partition(" – ")[2], email, telephone],
        appendices=[appendix],
    )

    report = (
        desk(
            "cambridgeshire-2013",
            "Cambridgeshire",
            "Cambridgeshire Police and Crime Panel",
            "2013-07-18",
        )
        .enter(paper)
        .publish()
    )

    wanted = ["18 July 2013", "Report of the Police and Crime Commissioner"]
    wanted += [*paper.contacts, paper.title]
    for line in text[text.index("1. PURPOSE") :].split("\n"):
        if re.match(r"\d+\. [A-Z]", line):
            wanted.append(line)
        elif NUMBER.match(line):
            number = NUMBER.match(line)
            wanted.append(f"{number[1]} {words(line[number.end() :])}")
    wanted.insert(wanted.index("9. BACKGROUND DOCUMENTS") + 1, words(lead))
    # Ten headings, and one paragraph under each but for five under the fifth.
    assert sum(bool(re.match(r"\d+\.", each)) for each in wanted) == 10 + 14
    page = page_text(client, report)
    in_order(page, wanted)
    in_order(page, ["mechanisms for holding", "controls assurance"])
    in_order(" ".join(pdf_text(report).split()), wanted[5:])
    in_order(word_text(report), wanted[5:])
    headed = [p.text for p in word_of(report).paragraphs if p.style.name == "Heading 2"]
    assert headed == [each for each in wanted if re.match(r"\d+\. ", each)]
    header = "Cambridgeshire Police and Crime Panel, 18 July 2013"
    assert all(header in page for page in pdf_text(report).split("\f")[:-1])
    assert report.publication.document.renderings.filter(part="appendix-1").exists()


def test_cleveland_has_its_sections_numbers_and_two_appendices(client, desk):
    lines = lines_of("cleveland-2017")
    checklist = house_style.load("cleveland-2017").cover_report.implications.headings
    main = under(lines, headings_of("cleveland-2017", *checklist))
    (_number, text), *_none = parted(main["recommendations"])[1]
    asked, _gap, signed = text.partition("\n\n")
    implied = [parted(main[each])[1][0][1] for each in checklist]
    top = lines[: lines.index("Purpose of Report")]
    address = "\n".join(line for line in top[1:6] if line)
    values = [
        address,
        "pcc@cleveland.pnn.police.uk",
        "http://www.cleveland.pcc.police.uk",
    ]
    values += ["Barry Coppinger", "01642 301653", "Simon Dennis", "01642 301653"]
    paper = Paper(
        title="Performance Report",
        sections={part: section(bulleted(text)) for part, text in main.items()},
        asked=[("to note", asked)],
        answers=implied,
        signatories=[tuple(signed.strip().split("\n"))],
        contacts=values,
        appendices=["Performance framework", "Performance Report June 2017"],
    )

    body = "Cleveland Police & Crime Panel"
    report = (
        desk("cleveland-2017", "Cleveland", body, "2017-07-04").enter(paper).publish()
    )

    page = page_text(client, report)
    addressee = next(line for line in lines if line.startswith("Report of"))
    in_order(page, [*flat(address).split(), addressee, "4 July 2017", paper.title])
    wanted = []
    for line in lines[lines.index("Purpose of Report") :]:
        begins = re.match(r"(\d+)\. ", line)
        if begins:
            wanted.append(f"{begins[0]}{words(line[begins.end() :], 4)}")
        elif line in checklist or line.casefold() in headings_of("cleveland-2017"):
            wanted.append(line)
    wanted += ["Barry Coppinger", "Police & Crime Commissioner for Cleveland"]
    wanted += ["Appendix 1: Performance framework", "Appendix 2: Performance Report"]
    # Eighteen paragraphs under ten headings, who signs, and the appendices.
    assert len(wanted) == 18 + 6 + 3 + 4
    in_order(page, wanted)
    in_order(word_text(report), wanted)
    in_order(" ".join(pdf_text(report).split()), wanted)
    header = f"{body}, 4 July 2017"
    assert all(header in page for page in pdf_text(report).split("\f")[:-1])


def bulleted(lines):
    """What stands under a line of a list, set in, so that it belongs to that line."""
    found, inside = [], False
    for line in lines:
        inside = line.startswith(" - ") or (inside and not NUMBER.match(line))
        belongs = inside and line and not line.startswith((" - ", "- "))
        found.append(f"  {line}" if belongs else line.strip())
    return found


def test_south_wales_has_one_numbered_section_and_two_who_sign(client, desk):
    lines = [
        line
        for line in lines_of("south-wales-2013")
        if line not in ("COMMISSIONER'S STRATEGIC BOARD", "2ND AUGUST 2013")
    ]
    title = next(line for line in lines if line)
    rest = lines[lines.index(title) + 1 :]
    main = under(rest, headings_of("south-wales-2013"))
    opening = rest[: rest.index("Performance Management")]
    asked, signed = [], []
    for line in main["recommendations"]:
        if line.startswith("- "):
            asked.append(line[2:])
        elif line:
            signed.append(line)
    sections = {
        "purpose": ("", "\n".join(opening).strip()),
        "framework": section(main["framework"]),
        "planning": ("", "\n".join(main["planning"]).strip()),
    }
    paper = Paper(
        title=title,
        sections=sections,
        asked=[("to note", asked[0]), ("to approve", asked[1])],
        signatories=[(signed[0], signed[1]), (signed[2], signed[3])],
    )

    body = "Commissioner's Strategic Board"
    report = (
        desk("south-wales-2013", "South Wales", body, "2013-08-02")
        .enter(paper)
        .publish()
    )

    page = page_text(client, report)
    numbered = parted(main["framework"])[1]
    assert [number for number, _text in numbered] == [str(n) for n in range(1, 11)]
    wanted = [body, "2nd August 2013", title, words(sections["purpose"][1])]
    wanted += ["Performance Management", "The proposed framework is as follows:"]
    wanted += [f"{number}. {words(text, 4)}" for number, text in numbered]
    wanted += ["Planning", "The Joint Planning Board will oversee"]
    wanted += ["Recommendations", words(asked[0]), words(asked[1])]
    wanted += ["Dave Francis", "Assistant Police and Crime Commissioner"]
    wanted += ["Matt Jukes", "Temporary Deputy Chief Constable"]
    in_order(page, wanted)
    in_order(word_text(report), wanted)
    assert "11." not in page
    header = f"{body}, 2nd August 2013"
    assert all(header in page for page in pdf_text(report).split("\f")[:-1])
