"""What each column of the files of figures means, and each symbol in them.

Pure: no Django. The files take their heads from here, so that none is unexplained.
"""

from __future__ import annotations

Explained = tuple[tuple[str, str], ...]
"""Pairs of a name and what it means, in the order of the file."""

FIGURES: Explained = (
    ("code", "The measure's code, the same in every report."),
    ("measure", "The measure's name."),
    (
        "period",
        "The period that the figure is of: 2026-Q2 is the second quarter of the "
        "financial year 2026/27, July to September 2026; 2026-07 is a month.",
    ),
    ("period_start", "The first day of the period, as year-month-day."),
    ("period_end", "The last day of the period, as year-month-day."),
    (
        "value",
        "The figure as it was published, rounded once; empty where a symbol says why "
        "there is none.",
    ),
    ("numerator", "What the figure was worked out from: how many, of a percentage."),
    ("denominator", "What the figure was worked out from: of how many."),
    ("unit", "What is counted, such as offences, or %."),
    (
        "symbol",
        "The symbol in place of the figure, or the marks beside it, in square brackets "
        "with a space between.",
    ),
    (
        "target",
        "The target for the period; of a range both ends, with “to” between. Empty "
        "where the period has none.",
    ),
    ("position", "How the figure stands against its target, in a word."),
    (
        "definition",
        "The number of the definition that the figure was counted by: 1 is the first.",
    ),
    ("as_at", "The day on which the figures of the report were taken."),
    (
        "comparator",
        "What the figure is held against, such as a group of similar forces. Of "
        "several, each of these cells says all, with “ | ” between.",
    ),
    ("comparator_average", "The comparator's average, or median if it says so."),
    ("comparator_lowest", "The lowest figure in the comparator."),
    ("comparator_highest", "The highest figure in the comparator."),
    ("comparator_rank", "Where the figure stands among them, such as 3 of 8."),
    ("interval_low", "Of a survey, the lower end of the 95% interval."),
    ("interval_high", "Of a survey, the upper end of the 95% interval."),
    (
        "signal",
        "What chance does not explain at this period, such as above_limit; empty where "
        "there is nothing.",
    ),
    (
        "limits",
        "“trial” or “firm”: trial limits rest on few periods. Empty where there are no "
        "limits of chance.",
    ),
    ("lower_limit", "The lower end of the range that chance explains."),
    ("average", "The average about which chance is expected to move the figure."),
    ("upper_limit", "The upper end of the range that chance explains."),
    (
        "breakdown",
        "The part that the figure is of, such as a district; empty for the whole.",
    ),
)
"""The columns of every file of figures."""

MEASURE: Explained = (
    ("reason", "Why the position is what it is, in a sentence."),
    ("rule", "The rule by which the edition judged the measure."),
    ("edition", "The report that published the figure."),
    ("published_on", "The day on which that report was published."),
    ("address", "Where that report stands, on this site."),
    (
        "corrections",
        "How many corrections of this measure that report has had since. A correction "
        "changes no published figure: it stands beside it.",
    ),
    ("fingerprint", "The SHA-256 of that report, by which it can be checked."),
)
"""The further columns of the files of one measure."""

SHEETS: Explained = (
    ("Code", "The measure's code, the same in every report."),
    ("Measure", "The measure's name."),
    ("Unit", "What is counted."),
    ("Period", "The period that the figure is of."),
    ("Value", "The published figure, or the symbol in its place."),
    ("Last quarter", "The published figure of the quarter before."),
    ("Marks", "The marks beside the figure."),
    ("Numerator", "How many, of a percentage or a rate."),
    ("Denominator", "Of how many, of a percentage or a rate."),
    ("Target", "The target for the period."),
    ("Position", "How the figure stands against its target, in a word."),
    ("Why", "The sentence that explains the position."),
    ("Limits", "Whether the limits of chance are firm, or on trial."),
    ("Lower limit", "The lower end of the range that chance explains."),
    ("Average", "The average of that range, or of a comparator."),
    ("Upper limit", "The upper end of the range that chance explains."),
    ("Signal", "What chance does not explain at this period."),
    ("Comparator", "What the figure is held against."),
    ("Ours", "Our figure for the comparator's period."),
    ("Lowest", "The lowest figure in the comparator."),
    ("Highest", "The highest figure in the comparator."),
    ("Rank", "Where our figure stands in the comparator."),
    ("Part", "The part that the figure is of, such as a district."),
    ("Edition", "The report that published the figure."),
    ("Published", "The day on which that report was published."),
    ("Corrections", "How many corrections of the measure the report has had since."),
    ("Name", "The measure, or the objective, that the line is about."),
    ("What", "Question, answer, assurance or action."),
    ("Number", "The number of the question or the action in the office's register."),
    ("Day", "When it was asked, answered, stated or raised."),
    ("Who", "Who was asked, answered, stated it, or is to do it."),
    ("Words", "What was asked, answered, stated or agreed."),
    ("Due", "The day by which an answer or an action is due."),
    ("State", "How it stood on the day of the figures."),
)
"""The columns of the spreadsheets, whichever sheet they stand in."""

REGISTER: Explained = (
    ("heading", "The heading of the Order under which it is to be published."),
    (
        "paragraph",
        "The paragraph of the Order's schedule, where the register names it.",
    ),
    ("what", "What must be published."),
    ("address", "Where it is; empty where no place is given yet."),
    ("kept_by", "Who keeps it; empty where that is nobody yet."),
    ("checked_every", "How often somebody is to look for it."),
    ("stands", "How it stood on the register's day, in a word or two."),
    ("reason", "The sentence that explains it."),
    ("checked_on", "The day on which somebody last looked for it; empty if never."),
    ("check_by", "The last day on which that check holds."),
    ("as_at", "The day on which the register was published."),
)
"""The columns of the file of the specified-information register."""

SYMBOLS: Explained = (
    ("x", "Not available: it was not given, or not yet."),
    ("z", "Not applicable: there can be no such figure."),
    (
        "c",
        "Suppressed: the number is small, or would give a small number away, and "
        "could identify a person.",
    ),
    (
        "w",
        "Withheld: the office decided not to publish it, for a reason that is on "
        "record and will be looked at again.",
    ),
    ("p", "Provisional: whoever supplied it says that it may still change."),
    ("r", "Revised: an earlier report gave another number."),
    ("e", "Estimated: it was not counted in full."),
    ("b", "Break in the series: it cannot be compared with the figures before it."),
)
"""Source: Government Analysis Function, symbols in tables; [w] is our own."""


def heads(explained: Explained) -> tuple[str, ...]:
    return tuple(name for name, _words in explained)
