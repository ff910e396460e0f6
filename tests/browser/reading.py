"""What a stranger reads of a published quarter: the page and each of its files."""

import csv
import io
import re
import subprocess

import pandas

from tests.browser.reporting import QUARTER, STANDFIRST, WORDS

POSITIONS = {
    "Total recorded crime excluding fraud": "red",
    "Domestic burglary": "amber",
    "Arson": "green",
}


def open_the_report(job):
    """From the office's home, as anybody would."""
    stranger = job.at("stranger")
    stranger.go(f"/{job.slug}/")
    stranger.follow("Read the report")
    stranger.reads(STANDFIRST)
    return stranger


def on_the_scorecard(stranger, names):
    """Each measure's figure, as printed beside its name."""
    scorecard = stranger.page.get_by_role("region", name="Scorecard")
    return {name: _figure_of(scorecard, name) for name in names}


def positions_on_the_scorecard(stranger):
    scorecard = stranger.page.get_by_role("region", name="Scorecard")
    return {
        name: word
        for name, word in POSITIONS.items()
        if word in _row_of(scorecard, name).inner_text().lower()
    }


def in_the_csv(stranger):
    text = downloaded(stranger, "The figures (CSV)").decode()
    rows = csv.DictReader(io.StringIO(text))
    return {
        row["measure"]: int(row["value"]) for row in rows if row["period"] == QUARTER
    }


def in_the_xlsx(stranger):
    data = io.BytesIO(downloaded(stranger, "The figures (XLSX)"))
    sheet = pandas.read_excel(data, "Figures", skiprows=2, engine="calamine")
    newest = sheet[sheet["Period"] == WORDS]
    return {
        name: int(value)
        for name, value in zip(newest["Measure"], newest["Value"], strict=True)
    }


def in_the_pdf(stranger, folder, names):
    """Each measure's figure, from the table on its own page."""
    pages = [" ".join(page.split()) for page in _pages(stranger, folder)]
    return {name: _figure_on(pages, name) for name in names}


def _figure_on(pages, name):
    """On the page whose chart is of the measure: "Q1 2023/24 126"."""
    page = next(page for page in pages if f"{name}, count each quarter" in page)
    return int(re.search(r"Q1 2023/24 ([\d,]+)", page)[1].replace(",", ""))


def _pages(stranger, folder):
    file = folder / "edition.pdf"
    file.write_bytes(downloaded(stranger, "To print (PDF)"))
    said = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.split("\f")


def downloaded(stranger, label):
    """The file that a link of the page leads to."""
    link = stranger.page.get_by_role("link", name=label).first
    answer = stranger.page.request.get(link.get_attribute("href"))
    assert answer.status == 200
    return answer.body()


def _figure_of(scorecard, name):
    text = _row_of(scorecard, name).get_by_role("cell").nth(1).inner_text()
    return int(text.split()[0].replace(",", ""))


def _row_of(scorecard, name):
    link = scorecard.page.get_by_role("link", name=name, exact=True)
    return scorecard.get_by_role("row").filter(has=link)
